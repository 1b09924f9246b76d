import fc from 'fast-check';

// Making a failing example small can go on for ever, and in code that never leaves the current turn
// of the event loop jest's own time limit does not strike. What was found by then is reported.
fc.configureGlobal({ interruptAfterTimeLimit: 15_000 });
