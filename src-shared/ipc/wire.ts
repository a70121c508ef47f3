/** What a call and an event are named between preload and main. */
export const callChannel = (name: string): string => `emage:call:${name}`;
export const eventChannel = (name: string): string => `emage:event:${name}`;
/** Answered, with nothing, once every call is; a page's first calls wait for it. */
export const READY_CHANNEL = 'emage:ready';
