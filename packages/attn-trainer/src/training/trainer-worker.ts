import { answerPage } from './worker-session.js';

// Entry of the worker that trains: a module that no other imports. WebKit runs the entry of a worker a second time where a chunk
// of it imports the entry back, and two sessions would answer. In the package it begins the worker of the CDN, which has its
// dependencies inside: a server that bundles nothing, as Vite's while one develops, would give TensorFlow.js' as they are, in CommonJS.
answerPage();
