import './brand.css';

/** The application's sign and name; the same drawing as `resources/icon.svg`. */
export function Brand() {
  return (
    <span className="ui-brand">
      <svg className="ui-brand-sign" viewBox="64 64 896 896" aria-hidden>
        <rect x="64" y="64" width="896" height="896" rx="208" className="ui-brand-ground" />
        <g className="ui-brand-slices">
          <path d="M512 812 196 660l316-152 316 152Z" className="ui-brand-ground" />
          <path d="M512 676 196 524l316-152 316 152Z" className="ui-brand-ground" />
          <path d="M512 540 196 388l316-152 316 152Z" className="ui-brand-top" />
        </g>
        <ellipse cx="512" cy="388" rx="126" ry="60" className="ui-brand-ground" />
      </svg>
      <span className="ui-brand-name">e-mage</span>
    </span>
  );
}
