import { Ajv, type DefinedError, type ErrorObject, type FuncKeywordDefinition } from 'ajv';
import { FORMS } from './forms.js';
import { mappingNames } from './mappingNames.js';
import { quickCheck } from './quickCheck.js';
import { SCENARIO_SCHEMA } from './scenarioSchema.js';

/** Why a text does not read as its form asks. */
export interface FormFailure {
  readonly form: string;
  readonly problem: string;
  readonly suggestion?: string;
}

/** Something that the schema does not allow. `verbose`: with the value and the part of the schema. */
export type SchemaError =
  | DefinedError
  | ErrorObject<'form', FormFailure>
  | ErrorObject<'false schema', object>;

/** Checks documents against the schema of the language. */
export interface Validator {
  /** What the schema does not allow. */
  errorsOf(document: unknown): readonly SchemaError[];
  /** What the mapping is called that a part of the schema describes. */
  mappingName(schema: object | undefined): string;
}

/** So many errors, or a few more, are collected: with more, what is left of a document is not worth a look. */
export const MAX_ERRORS = 1_000;

let validator: Validator | null = null;

/** Whether a document is as the schema asks. */
export function isValid(document: unknown): boolean {
  return quickCheck?.(document) ?? documentValidator().errorsOf(document).length === 0;
}

/** The validator, which says what is wrong; made when first needed, which takes a third of a second. */
export function documentValidator(): Validator {
  validator ??= makeValidator();
  return validator;
}

function makeValidator(): Validator {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    code: { process: withFewErrors },
  });
  ajv.addKeyword(formKeyword());
  const validate = ajv.compile(SCENARIO_SCHEMA);
  return {
    errorsOf(document) {
      validate(document);
      return (validate.errors ?? []) as SchemaError[];
    },
    mappingName: (part) =>
      (part === undefined ? undefined : mappingNames(SCENARIO_SCHEMA).get(part)) ?? 'this mapping',
  };
}

/**
 * Ajv copies all errors so far for each part that has some: in a list of thousands of wrong items, this takes longer
 * than all else. Where there are too many, others are not added.
 */
function withFewErrors(code: string): string {
  return code.replace(
    /vErrors\.concat\((\w+\.errors)\)/g,
    `(vErrors.length > ${MAX_ERRORS} ? vErrors : vErrors.concat($1))`,
  );
}

function formKeyword(): FuncKeywordDefinition {
  const check: NonNullable<FuncKeywordDefinition['validate']> = (name: string, text: string) => {
    const reading = FORMS[name]?.read(text);
    if (reading?.ok === true) return true;
    if (reading === undefined) throw new Error(`the schema names an unknown form: ${name}`);
    const { problem, suggestion } = reading;
    check.errors = [{ keyword: 'form', params: { form: name, problem, suggestion } }];
    return false;
  };
  return { keyword: 'form', type: 'string', schemaType: 'string', validate: check, errors: true };
}
