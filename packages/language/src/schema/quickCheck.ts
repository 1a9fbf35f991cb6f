/** Whether a document is valid; null: not known without the schema. */
export type QuickCheck = (document: unknown) => boolean;

/**
 * A check that needs no compiling of the schema. The bundled command has the schema as code (`tools/bundle.mjs` of
 * the command puts another module instead of this one); here there is none.
 */
export const quickCheck: QuickCheck | null = null;
