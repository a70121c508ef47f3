import { startEarly } from '../viewer/decode/start-worker.ts';

// Imported before all else, in a file of its own (`beginnings.config.ts`).
startEarly();
