/** The part of dcmjs that writes files; it brings no types of its own. */
declare module 'dcmjs' {
  type Denaturalized = Readonly<Record<string, unknown>>;
  const dcmjs: {
    readonly data: {
      readonly DicomMetaDictionary: { denaturalizeDataset(dataset: object): Denaturalized };
      readonly DicomDict: new (meta: Denaturalized) => {
        dict: Denaturalized;
        write(options?: object): ArrayBuffer;
      };
    };
  };
  export default dcmjs;
}
