import { answerPage } from './serve.js';

// Entry of the worker that runs models: a module that no other imports. WebKit runs the entry of a worker a second time where a
// chunk of it imports the entry back, and two sessions would answer.
answerPage();
