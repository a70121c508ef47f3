// Engineering values: what a real file stays well below, and an attack does not.

/** A header of a whole-slide image with 20,000 frames takes some 20 MiB. */
export const maxHeaderBytes = 64 * 1024 * 1024;
/** Elements in all, nested ones included: an enhanced CT of 2,000 frames has some 120,000. */
export const maxElements = 500_000;
/** Structured reports nest about twenty deep. */
export const maxDepth = 64;
/** Binary values up to here stand in the metadata itself, larger ones behind a BulkDataURI. */
export const maxInlineBinary = 2_048;
/** The same for numbers and texts. */
export const maxInlineValue = 64 * 1024;
/** The first read of a file: most headers are over before. */
export const firstRead = 128 * 1024;
/** Inflated bytes of a deflated instance, header and pixels. */
export const maxInflatedBytes = 512 * 1024 * 1024;
