import type { Page } from '@playwright/test';

/** Keeps the context of WebGL that was made last, so that it can be taken away and given back. */
export const keepContext = (page: Page) =>
  page.addInitScript(() => {
    const canvas = HTMLCanvasElement.prototype;
    const original = Reflect.get(canvas, 'getContext') as (...args: unknown[]) => unknown;
    Reflect.set(canvas, 'getContext', function (this: HTMLCanvasElement, ...args: unknown[]) {
      const context = Reflect.apply(original, this, args);
      if (context instanceof WebGL2RenderingContext) Reflect.set(window, 'lastWebGl', context);
      return context;
    });
  });
