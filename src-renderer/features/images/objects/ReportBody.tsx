import { useTranslation } from 'react-i18next';
import type { MeasurementGroup, ReportItem, ReportObject } from '../../../viewer/objects/report.ts';
import { dicomDateWords } from '../words.ts';
import { conceptWords } from './concept-words.ts';
import { ImageButtons } from './ImageButtons.tsx';

function Measurements({ groups }: { readonly groups: readonly MeasurementGroup[] }) {
  const { t, i18n } = useTranslation();
  const figures = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const figure = (text: string): string => {
    const value = Number(text);
    return text !== '' && Number.isFinite(value) ? figures.format(value) : text;
  };
  return (
    <section>
      <h3>{t('images.objects.measurements')}</h3>
      {groups.map((group, index) => (
        <table key={index} className="objects-table">
          <caption>
            {group.title === '' ? t('images.objects.group', { number: index + 1 }) : group.title}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('images.objects.measured')}</th>
              <th scope="col">{t('images.objects.value')}</th>
            </tr>
          </thead>
          <tbody>
            {group.measurements.map(({ concept, derivation, text, unit }, at) => (
              <tr key={at}>
                <th scope="row">
                  {conceptWords(t, concept)}
                  {derivation === null ? '' : ` (${conceptWords(t, derivation)})`}
                </th>
                <td>
                  {figure(text)} {unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Value({ item }: { readonly item: ReportItem }) {
  const { t, i18n } = useTranslation();
  const { value } = item;
  switch (value.kind) {
    case 'heading':
      return null;
    case 'text':
      return <p className="objects-words">{value.text}</p>;
    case 'number':
      return (
        <p>
          {value.text} {value.unit}
        </p>
      );
    case 'date':
      return <p>{dicomDateWords(value.text, i18n.language)}</p>;
    case 'images':
      return <ImageButtons references={value.references} />;
    case 'outline':
      return <p className="objects-quiet">{t('images.objects.outline')}</p>;
  }
}

function Item({ item, depth }: { readonly item: ReportItem; readonly depth: number }) {
  const { t } = useTranslation();
  const name = conceptWords(t, item.concept);
  const children = item.children.map((child, index) => <Item key={index} item={child} depth={depth + 1} />);
  if (item.value.kind === 'heading') {
    const Heading = depth === 0 ? 'h3' : 'h4';
    return (
      <section className="objects-section" data-depth={Math.min(depth, 4)}>
        {name !== '' && <Heading>{name}</Heading>}
        {children}
      </section>
    );
  }
  return (
    <div className="objects-item">
      {name !== '' && <p className="objects-name">{name}</p>}
      <div className="objects-value">
        <Value item={item} />
        {children}
      </div>
    </div>
  );
}

/** A structured report as a text that can be read, its measurements as tables. */
export function ReportBody({ object }: { readonly object: ReportObject }) {
  const { t, i18n } = useTranslation();
  const date = dicomDateWords(object.date, i18n.language);
  const title = conceptWords(t, object.title);
  return (
    <article className="objects-text">
      <h2>{title === '' ? t('images.objects.kinds.report') : title}</h2>
      <p className="objects-quiet">
        {[
          date,
          object.verifiedBy.length > 0
            ? t('images.objects.signedBy', { names: object.verifiedBy.join(', ') })
            : t('images.objects.unsigned'),
        ]
          .filter((words) => words !== '')
          .join('\u00a0· ')}
      </p>
      {object.groups.length > 0 && <Measurements groups={object.groups} />}
      {object.items.map((item, index) => (
        <Item key={index} item={item} depth={0} />
      ))}
      {object.items.length === 0 && <p>{t('images.objects.emptyReport')}</p>}
    </article>
  );
}
