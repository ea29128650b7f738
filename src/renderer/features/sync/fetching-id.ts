/** The button that opens what there is to say and choose about fetching. */
export const FETCHING_ID = 'fetching-button';
