import { testRecipes } from './opened.js';

testRecipes(true);
