import type { AccessEvent, FhirBundle } from '../../src-shared/portal-api/generated/types.gen.ts';

// The access history as FHIR R4 AuditEvent (https://hl7.org/fhir/R4/auditevent.html), with the codes of DICOM PS3.16
// CID 400 ff. and, for break-glass, HL7 v3 ActReason BTG (https://terminology.hl7.org/ValueSet-v3-PurposeOfUse).

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const lifecycle = 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle';
const restful = 'http://hl7.org/fhir/restful-interaction';
const actReason = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role';
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const kinds: Readonly<
  Record<AccessEvent['action'], { type: Coding; subtype: Coding; action: 'R' | 'E' | 'C' }>
> = {
  'viewed-images': {
    type: { system: dicom, code: '110103', display: 'DICOM Instances Accessed' },
    subtype: { system: restful, code: 'read', display: 'read' },
    action: 'R',
  },
  'viewed-report': {
    type: { system: dicom, code: '110110', display: 'Patient Record' },
    subtype: { system: restful, code: 'read', display: 'read' },
    action: 'R',
  },
  downloaded: {
    type: { system: dicom, code: '110106', display: 'Export' },
    subtype: { system: lifecycle, code: 'extract', display: 'Extract Record Lifecycle Event' },
    action: 'R',
  },
  shared: {
    type: { system: dicom, code: '110106', display: 'Export' },
    subtype: { system: lifecycle, code: 'disclose', display: 'Disclose Record Lifecycle Event' },
    action: 'C',
  },
  'break-glass': {
    type: { system: dicom, code: '110113', display: 'Security Alert' },
    subtype: { system: dicom, code: '110127', display: 'Emergency Override Started' },
    action: 'E',
  },
};

export function auditBundle(
  events: readonly AccessEvent[],
  patient: { readonly id: string; readonly displayName: string },
  links: { readonly self: string; readonly next: string | null },
  baseUrl: string,
): FhirBundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: links.self },
      ...(links.next === null ? [] : [{ relation: 'next', url: links.next }]),
    ],
    entry: events.map((event) => ({
      fullUrl: `urn:uuid:${event.id}`,
      resource: auditEvent(event, patient, baseUrl),
    })),
  };
}

function auditEvent(event: AccessEvent, patient: { id: string; displayName: string }, baseUrl: string) {
  const kind = kinds[event.action];
  const inEmergency = event.person.role === 'temporary-access';
  return {
    resourceType: 'AuditEvent' as const,
    id: event.id,
    type: kind.type,
    subtype: [kind.subtype],
    action: kind.action,
    recorded: event.at,
    outcome: '0',
    ...(event.detail !== null && event.action === 'break-glass' && { outcomeDesc: event.detail }),
    ...(inEmergency && {
      purposeOfEvent: [{ coding: [{ system: actReason, code: 'BTG', display: 'break the glass' }] }],
    }),
    agent: [
      {
        type: { text: event.person.role },
        who: {
          identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${event.person.id}` },
          display: event.person.displayName,
        },
        requestor: true,
        ...(inEmergency && {
          purposeOfUse: [{ coding: [{ system: actReason, code: 'BTG', display: 'break the glass' }] }],
        }),
      },
    ],
    source: { site: event.establishment?.name ?? baseUrl, observer: { display: baseUrl } },
    entity: [
      {
        what: {
          identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${patient.id}` },
          display: patient.displayName,
        },
        type: { system: entityType, code: '1', display: 'Person' },
        role: { system: objectRole, code: '1', display: 'Patient' },
      },
      ...(event.exam === null
        ? []
        : [
            {
              what: { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${event.exam.id}` } },
              type: { system: entityType, code: '2', display: 'System Object' },
              role: {
                system: objectRole,
                code: event.action === 'viewed-report' ? '3' : '4',
                display: event.action === 'viewed-report' ? 'Report' : 'Domain Resource',
              },
              name: event.exam.label,
            },
          ]),
    ],
  };
}
