/// <reference lib="webworker" />
import charls from '@cornerstonejs/codec-charls/decodewasm?url';
import turbo from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url';
import jxl from '@cornerstonejs/codec-libjxl/decodewasm?url';
import openjpeg from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import openjph from '@cornerstonejs/codec-openjph/wasm?url';
import type { AnswerMessage, DecodeAnswers, TaskMessage } from './messages.ts';
import { asAppError, runTask } from './run-task.ts';
import { WasmCodecs, type WasmName } from './wasm-codec.ts';

declare const self: DedicatedWorkerGlobalScope;

const addresses: Readonly<Record<WasmName, string>> = {
  charls,
  'libjpeg-turbo': turbo,
  libjxl: jxl,
  openjpeg,
  openjph,
};

const codecs = new WasmCodecs(async (name) => {
  const answer = await fetch(new URL(addresses[name], self.location.href));
  return answer.arrayBuffer();
});

const buffersOf = (value: DecodeAnswers[keyof DecodeAnswers]): ArrayBufferLike[] => {
  if ('description' in value) {
    const frame = value.outcome.ok ? buffersOf(value.outcome.frame) : [];
    return value.bytes === null ? frame : [...frame, value.bytes.buffer];
  }
  if ('object' in value) return 'bytes' in value.object ? [value.object.bytes.buffer] : [];
  if ('rows' in value && 'more' in value) return [];
  if ('kind' in value) {
    if (value.kind === 'colour') return [value.pixels.buffer];
    return [value.values.buffer, ...(value.measured === undefined ? [] : [value.measured.values.buffer])];
  }
  return [value.pixels.buffer];
};

self.addEventListener('message', (event: MessageEvent<TaskMessage>) => {
  const { id, task } = event.data;
  runTask(task, codecs).then(
    (value) => {
      const transfer = [...new Set(buffersOf(value))].filter((buffer) => buffer instanceof ArrayBuffer);
      self.postMessage({ id, ok: true, value } satisfies AnswerMessage, transfer);
    },
    (error: unknown) => self.postMessage({ id, ok: false, error: asAppError(error) } satisfies AnswerMessage),
  );
});
