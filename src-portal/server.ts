import { parseArgs } from 'node:util';
import { serve } from './cli/serve.ts';
import { readConfig } from './config.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { demo: { type: 'boolean', default: false }, dicom: { type: 'string' } },
});
await serve(readConfig(process.env), { demo: values.demo, dicom: values.dicom });
