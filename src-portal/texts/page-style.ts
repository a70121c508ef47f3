/** The style of the portal's few pages. Their content security policy holds its hash. */
export const pageStyle = `
:root { color-scheme: light dark; --surface: #faf8f5; --text: #24201c; --quiet: #57504a; --accent: #0b6464; --on-accent: #fff; --danger: #a3261b }
@media (prefers-color-scheme: dark) { :root { --surface: #1d1b19; --text: #f3efe9; --quiet: #c5bdb4; --accent: #7fd3cf; --on-accent: #10302f; --danger: #ffb4a8 } }
body { margin: 0; background: var(--surface); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: clamp(1rem, 6vh, 3rem) 1.5rem }
.brand { color: var(--accent); font-weight: 700 }
h1 { font-size: clamp(1.375rem, 6.5vw, 1.75rem); line-height: 1.25; text-wrap: balance }
a { display: inline-block; max-width: 100%; color: var(--accent); overflow-wrap: anywhere }
.word { white-space: nowrap }
.button, button { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .375rem 1.25rem; border: 0; border-radius: .625rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; line-height: 1.3; text-decoration: none; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.help { color: var(--quiet) }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: 0 .75rem; border: 1px solid var(--quiet); border-radius: .625rem; background: transparent; color: inherit; font: inherit }
form button { margin-top: 1.5rem }
[role=alert] { color: var(--danger); font-weight: 600 }
`;
