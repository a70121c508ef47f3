/// <reference types="node" />
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const entrySchema = z.object({
  path: z.string(),
  kind: z.string().optional(),
  broken: z.boolean().optional(),
  transfer_syntax: z.string().optional(),
  transfer_syntax_name: z.string().optional(),
  exercises: z.string().optional(),
  exact: z.boolean().optional(),
  reference_pixel_sha256: z.string().optional(),
  reference_min: z.number().optional(),
  reference_max: z.number().optional(),
  reference_mean: z.number().optional(),
  reference_channel_means: z.array(z.number()).optional(),
});
export type ManifestEntry = z.infer<typeof entrySchema>;

/** The test data beside the project; absent on most machines, and its tests are skipped there. */
export const dicomFolder = path.resolve(import.meta.dirname, '../../../../shared/dicom');
export const hasDicomFolder = existsSync(path.join(dicomFolder, 'manifest.json'));

export const manifest = (): ManifestEntry[] => {
  const text = readFileSync(path.join(dicomFolder, 'manifest.json'), 'utf8');
  return z.object({ files: z.array(entrySchema) }).parse(JSON.parse(text)).files;
};

export const readDicomFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(dicomFolder, name)));
