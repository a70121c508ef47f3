import { useMutation } from '@tanstack/react-query';
import { MapPin, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Establishment } from '../../../src-shared/domain/establishment.ts';
import type { Link } from '../../../src-shared/ipc/schemas/help.ts';
import { call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';

export function EstablishmentCard({ establishment }: { readonly establishment: Establishment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mutate: open } = useMutation({ mutationFn: (link: Link) => call('help.openLink', link) });
  const { name, kind, town, address, telephone, sharingSince } = establishment;
  return (
    <article className="ui-card establishments-card" aria-label={name}>
      <div className="establishments-words">
        <h3>{name}</h3>
        <p className="ui-muted">
          {t(`establishments.kinds.${kind}`)} · {town}
        </p>
        <p>{address}</p>
        <p className="ui-muted">{t('establishments.since', { date: format.shortDate(sharingSince) })}</p>
      </div>
      <div className="establishments-actions">
        {telephone !== null && (
          <Button
            icon={Phone}
            aria-label={t('establishments.callName', { name, telephone })}
            onPress={() => open({ kind: 'telephone', number: telephone })}
          >
            {telephone}
          </Button>
        )}
        <Button
          icon={MapPin}
          aria-label={t('establishments.mapOf', { name })}
          onPress={() => open({ kind: 'map', address: `${name}, ${address}` })}
        >
          {t('establishments.map')}
        </Button>
      </div>
    </article>
  );
}
