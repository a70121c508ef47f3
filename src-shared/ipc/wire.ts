/** What a call and an event are named between preload and main. */
export const callChannel = (name: string): string => `emage:call:${name}`;
export const eventChannel = (name: string): string => `emage:event:${name}`;
/** Answered, with nothing, once calls are taken; a page's first calls wait for it. */
export const READY_CHANNEL = 'emage:ready';
/** Made by preload itself, which knows what a page must not: no page can make it. */
export const DROPPED = 'import.openDropped';
/** Preload hands the byte channel's port to its page by `window.postMessage(BYTE_PORT, …, [port])`. */
export const BYTE_PORT = 'emage:byte-port';
