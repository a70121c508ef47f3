/**
 * dicom-parser 1.8 does not know OV, SV and UV (PS3.5 §6.2): it reads their lengths in two bytes instead of four, and loses
 * its way. As OB they are laid out alike.
 */
export const vrForParser = (vr: string): string => (/^[OSU]V$/.test(vr) ? 'OB' : vr);
