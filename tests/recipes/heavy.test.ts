import { testRecipes } from './opened.js';

testRecipes(false);
