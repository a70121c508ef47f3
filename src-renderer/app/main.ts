/**
 * The shell's first script. It is small: main is asked while the files that draw the page are still on their way. They are run when
 * the answer is there, and draw at once: of a page's compiled code Chromium keeps what had been run by the end of that turn.
 */
async function begin(): Promise<void> {
  const answer = await window.emage.calls['app.begin']();
  const { showShell } = await import('./show-shell.tsx');
  await showShell(answer);
}

void begin();
