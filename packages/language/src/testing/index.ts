// For tests of what reads scenarios: documents with mistakes, and what is said about them.
export * from './brokenDocuments.js'; // mistakes of people
export * from './hostileInputs.js'; // texts that are meant to do harm
export * from './loadText.js'; // a scenario from its text
