/** What to do after a call that may succeed later. It is left out where something else must be done first. */
export const TRY_LATER = 'Try again in a few minutes.';
