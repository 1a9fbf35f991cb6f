import { distance } from 'fastest-levenshtein';
import type { DocumentPath, Problem } from '../diagnostics/diagnostic.js';
import { didYouMean, listed, listedAll, shownValue } from '../diagnostics/suggestion.js';
import { expressionAlone } from './expressionAlone.js';
import { FORMS } from './forms.js';
import { plannedKey, plannedValue } from './notBuiltYet.js';
import { type EmptyMapping, emptyMappings, isAboutChild } from './notIndented.js';
import { nodeProblem, suggestKey, suggestValue } from './synonyms.js';
import { documentValidator, type SchemaError } from './validate.js';

/** What the validator found in a document, in sentences: one for each mistake. */
export function schemaProblems(errors: readonly SchemaError[], document: unknown): Problem[] {
  const empties = emptyMappings(errors, document);
  return withoutNoise(errors)
    .filter((error) => !isAboutChild(error, empties))
    .map((error) => {
      const empty = empties.find((one) => one.error === error);
      const sentence = empty === undefined ? sentenceOf(error) : nothingIn(empty);
      return { path: pathOf(error), ...sentence };
    });
}

/** A key with nothing under it: mostly, what is under it is not indented. */
function nothingIn({ key, children }: EmptyMapping): Sentence {
  const nothing = `there is nothing in '${key}', where a mapping is expected`;
  const message =
    children.length === 0
      ? `${nothing}: what belongs to it is indented further than '${key}' itself`
      : `${nothing}: indent ${listed(children)} further than '${key}', to which ${children.length === 1 ? 'it belongs' : 'they belong'}`;
  return { about: 'key', message };
}

/** Errors that another error says better. */
function withoutNoise(errors: readonly SchemaError[]): SchemaError[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  const foreign = new Set(
    errors
      .filter(({ keyword }) => keyword === 'additionalProperties')
      .map(({ instancePath }) => instancePath),
  );
  const forms = new Set(errors.filter(isForm).map(({ instancePath }) => instancePath));
  return errors.filter((error) => {
    const { keyword, instancePath, schemaPath } = error;
    if (/\/oneOf\/\d+\/required$/.test(schemaPath)) return false;
    if (isAboutName(error, errors)) return false;
    // What can be chosen says what type it is of.
    if (keyword === 'type' && hasChoices(error)) return false;
    // What is no mapping fails all that is said of the keys of one.
    if ((keyword === 'oneOf' || keyword === 'not') && !isMapping(error.data)) return false;
    if (keyword === 'pattern' && formOf(error) !== undefined) return !forms.has(instancePath);
    // A key that is misspelt, or not built yet, is the one that seems to be missing.
    if (keyword === 'oneOf' && foreign.has(instancePath)) return presentKeys(error).length > 0;
    if (keyword === 'anyOf')
      return !choices.some((choice) => choice === error && branchFits(choice, errors));
    const choice = choices.find((candidate) => isInside(error, candidate));
    return (
      choice === undefined || (branchFits(choice, errors) && !isOtherBranch(error, choice, errors))
    );
  });
}

function hasChoices({ parentSchema }: SchemaError): boolean {
  return parentSchema !== undefined && 'enum' in parentSchema;
}

function isMapping(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Whether an error says why a key is no name, which the error about the mapping's names says too. */
function isAboutName(error: SchemaError, errors: readonly SchemaError[]): boolean {
  if ('propertyName' in error && error.propertyName !== undefined) return true;
  if (!isForm(error)) return false;
  return errors.some(
    ({ keyword, instancePath, params }) =>
      keyword === 'propertyNames' &&
      instancePath === error.instancePath &&
      params.propertyName === error.data,
  );
}

/** Whether an error was found while trying the branches of a choice. */
function isInside({ schemaPath, instancePath }: SchemaError, choice: SchemaError): boolean {
  return (
    schemaPath.startsWith(`${choice.schemaPath}/`) &&
    (instancePath === choice.instancePath || instancePath.startsWith(`${choice.instancePath}/`))
  );
}

/** Whether the value is of the type of one branch of an `anyOf`, so that this branch's errors matter. */
function branchFits(choice: SchemaError, errors: readonly SchemaError[]): boolean {
  const branches = (choice.schema as readonly unknown[]).length;
  const refused = errors.filter(
    ({ keyword, schemaPath, instancePath }) =>
      keyword === 'type' &&
      instancePath === choice.instancePath &&
      schemaPath.startsWith(`${choice.schemaPath}/`),
  );
  return refused.length < branches;
}

function isOtherBranch(
  error: SchemaError,
  choice: SchemaError,
  errors: readonly SchemaError[],
): boolean {
  const branch = error.schemaPath.slice(choice.schemaPath.length).split('/')[1];
  return errors.some(
    ({ keyword, schemaPath, instancePath }) =>
      keyword === 'type' &&
      instancePath === choice.instancePath &&
      schemaPath === `${choice.schemaPath}/${branch}/type`,
  );
}

function isForm(error: SchemaError): boolean {
  return error.keyword === 'form';
}

function formOf(error: SchemaError): string | undefined {
  const { form } = (error.parentSchema ?? {}) as { form?: string };
  return form;
}

/** The path of the value, with numbers for places in lists. */
function pathOf(error: SchemaError): DocumentPath {
  const segments = error.instancePath.split('/').slice(1);
  const path: (string | number)[] = segments.map((segment) => {
    const plain = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    return /^\d+$/.test(plain) ? Number(plain) : plain;
  });
  if (error.keyword === 'additionalProperties') path.push(error.params.additionalProperty);
  if (error.keyword === 'propertyNames') path.push(error.params.propertyName);
  return path;
}

type Sentence = Omit<Problem, 'path'>;

function sentenceOf(error: SchemaError): Sentence {
  const found = shownValue(error.data);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error);
    case 'propertyNames':
      return unreadable('name', error.params.propertyName, true);
    case 'required':
      return {
        about: 'key',
        message: `${mappingOf(error)} needs the key '${error.params.missingProperty}'`,
      };
    case 'dependencies':
      return {
        about: 'key',
        message: `${mappingOf(error)} with '${error.params.property}' needs the key '${error.params.missingProperty}' too`,
      };
    case 'form':
      return unreadable(error.params.form, String(error.data), false);
    case 'type':
      return wrongType(error);
    case 'enum':
      return wrongChoice(error, error.params.allowedValues as string[]);
    case 'const':
      return wrongConstant(error.params.allowedValue, error.data);
    case 'anyOf':
      return { message: `expected a word or a mapping, found ${found}` };
    case 'oneOf':
      return wrongAlternative(error);
    case 'minimum':
    case 'maximum':
      return { message: `${found} is out of range: expected ${rangeOf(error)}` };
    case 'minItems':
    case 'maxItems':
      return {
        message: `expected ${itemsOf(error)}, found ${String((error.data as unknown[]).length)}`,
      };
    case 'minProperties':
      return { about: 'key', message: `${mappingOf(error)} names nothing to change` };
    case 'maxProperties':
      return { about: 'key', message: `${mappingOf(error)} is one of its keys, not several` };
    case 'minLength':
      return { message: 'the text is empty' };
    case 'maxLength':
      return { message: `the text has more than ${error.params.limit} characters` };
    case 'not':
      return { about: 'key', message: `${mappingOf(error)} has one of ${bothOf(error)}, not both` };
    default:
      return { message: `${found} ${error.message ?? 'is not allowed here'}` };
  }
}

const JITTER_IS_OF_THE_DELAY =
  'it is part of the delay, such as delay: { mean: 20ms, jitter: 2ms }';

function unknownKey(error: SchemaError & { keyword: 'additionalProperties' }): Sentence {
  const key = error.params.additionalProperty;
  const mapping = mappingOf(error);
  const future = plannedKey(mapping, key);
  if (future !== undefined) {
    return { about: 'key', message: `'${key}' is not built yet (${future})` };
  }
  const known = Object.keys((error.parentSchema as { properties: object }).properties);
  const message = `unknown key '${key}' in ${mapping}`;
  if ((key === 'jitter' || key === 'distribution') && known.includes('delay')) {
    return { about: 'key', message: `${message}: ${JITTER_IS_OF_THE_DELAY}` };
  }
  const suggestion = suggestionFor(key, known);
  if (suggestion !== undefined) return { about: 'key', message, suggestion };
  // None is left out, as it may be the one that is sought.
  return { about: 'key', message: `${message}; it may have ${listedAll(known)}` };
}

/** A word of other programs says more than one that looks alike, and less than one that is nearly the same. */
function suggestionFor(key: string, known: readonly string[]): string | undefined {
  const alike = didYouMean(key, known);
  if (alike !== undefined && distanceIsOne(key, alike)) return alike;
  return suggestKey(key, known) ?? alike;
}

function distanceIsOne(one: string, other: string): boolean {
  return distance(one.toLowerCase(), other.toLowerCase()) <= 1;
}

/** The version of the language is the one constant there is. */
function wrongConstant(expected: unknown, data: unknown): Sentence {
  const text = String(expected);
  if (typeof data !== 'string' || data.trim() !== text) {
    return { message: `expected ${text}, found ${shownValue(data)}` };
  }
  const message = `expected the number ${text}, found the text '${data}': write it without quotation marks`;
  return { message, suggestion: text };
}

function unreadable(form: string, text: string, isKey: boolean): Sentence {
  const reading = FORMS[form]?.read(text);
  const about = isKey ? ({ about: 'key' } as const) : {};
  if (reading === undefined || reading.ok)
    return { ...about, message: `'${text}' is not allowed here` };
  const message = `${shownValue(text)} ${reading.problem}`;
  const { suggestion } = reading;
  return suggestion === undefined ? { ...about, message } : { ...about, message, suggestion };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
  null: 'nothing',
};

function wrongType(error: SchemaError & { keyword: 'type' }): Sentence {
  const { data } = error;
  const alone = expressionAlone(error.instancePath, data);
  if (alone !== null) return alone;
  const form = FORMS[formOf(error) ?? ''];
  const found = shownValue(data);
  if (form?.suggest !== undefined && typeof data === 'number' && Number.isFinite(data)) {
    const message = `a bare number, ${found}, where a unit belongs: expected ${form.expected}`;
    const suggestion = form.suggest(data);
    return form.read(suggestion).ok ? { message, suggestion } : { message };
  }
  const pair = pairOf(data);
  if (form !== undefined && pair !== undefined) {
    const [key, value] = pair;
    const tight = [`${key}:${value}`, `${key}: ${value}`].find((text) => form.read(text).ok);
    const message = `expected ${form.expected}, found a mapping: YAML reads '${key}: ${value}' as one, so write it in quotation marks`;
    return tight === undefined ? { message } : { message, suggestion: `"${tight}"` };
  }
  const types = [error.params.type].flat().map((type) => TYPES[type] ?? type);
  const expected =
    form !== undefined && types[0] === TYPES.string ? form.expected : types.join(' or ');
  const corrected = correctedScalar(error.params.type, data);
  const asList = [error.params.type].flat().includes('array') ? listProblem(error) : undefined;
  if (asList !== undefined) return asList;
  if (Array.isArray(data) && /^\/(?:nodes|segments)$/.test(error.instancePath)) {
    const example =
      error.instancePath === '/nodes' ? 'h1: { kind: host }' : 'lan: { kind: switch, … }';
    return {
      message: `expected a mapping, found ${found}: names stand before colons, such as ${example}`,
    };
  }
  // In quotation marks it would be no better.
  const isForm = typeof data !== 'number' || (form?.read(String(data)).ok ?? true);
  const suggestion = isForm ? corrected : undefined;
  const message = `expected ${expected}, found ${found}`;
  return suggestion === undefined ? { message } : { message, suggestion };
}

/** A mapping where a list belongs: its entries lack their sign, or are endpoints that YAML took apart. */
function listProblem({ data, parentSchema }: SchemaError): Sentence | undefined {
  if (!isMapping(data)) return undefined;
  const { items } = (parentSchema ?? {}) as { items?: { form?: string } };
  const form = FORMS[items?.form ?? ''];
  const entries = Object.entries(data as object).map(([key, value]) => `${key}:${value}`);
  if (form !== undefined && entries.length > 0 && entries.every((text) => form.read(text).ok)) {
    const suggestion = `[${entries.map((text) => `"${text}"`).join(', ')}]`;
    return { message: 'expected a list, found a mapping', suggestion };
  }
  return { message: "expected a list, found a mapping: each entry of a list begins with '- '" };
}

/** The key and the value of a mapping that is one of both only because a space follows a colon. */
function pairOf(data: unknown): readonly [string, string] | undefined {
  if (!isMapping(data)) return undefined;
  const [[key, value] = ['', null], ...others] = Object.entries(data as object);
  const isPlain = typeof value === 'string' || typeof value === 'number';
  return isPlain && others.length === 0 ? [key, String(value)] : undefined;
}

/** What was meant by a number or a truth value that YAML took for a text, or the other way round. */
function correctedScalar(type: unknown, data: unknown): string | undefined {
  if (type === 'string' && (typeof data === 'number' || typeof data === 'boolean'))
    return `"${data}"`;
  if (typeof data !== 'string') return undefined;
  if (type === 'boolean' && /^(yes|on|y|True|TRUE)$/i.test(data)) return 'true';
  if (type === 'boolean' && /^(no|off|n|False|FALSE)$/i.test(data)) return 'false';
  const digits = /^(\d+)\s*(b|bytes|byte)?$/.exec(data)?.[1];
  return type === 'integer' ? digits : undefined;
}

function wrongChoice(error: SchemaError, allowed: readonly string[]): Sentence {
  const { data } = error;
  const message = `${shownValue(data)} is not one of ${listed(allowed)}`;
  if (typeof data !== 'string') return { message };
  const future = plannedValue(String(pathOf(error).at(-1)), data);
  if (future !== undefined) return { message: `'${data}' is not built yet (${future})` };
  const isOfNode = /^\/nodes\/[^/]*\/kind$/.test(error.instancePath);
  const elsewhere = isOfNode ? nodeProblem(data) : undefined;
  if (elsewhere !== undefined) return { message: `'${data}' ${elsewhere}` };
  const suggestion = didYouMean(data, allowed) ?? suggestValue(data, allowed);
  return suggestion === undefined ? { message } : { message, suggestion };
}

const TOLD_BY_ONE_KEY: Readonly<Record<string, string>> = {
  'an event': 'what happens',
  'an expectation': 'what is expected',
  'a pattern': 'when datagrams are sent',
};

/** An event says what happens, an expectation what must hold: each by exactly one key. */
function wrongAlternative(error: SchemaError & { keyword: 'oneOf' }): Sentence {
  const keys = alternativeKeys(error);
  const present = presentKeys(error);
  const mapping = mappingOf(error);
  if (present.length === 0) {
    const what = TOLD_BY_ONE_KEY[mapping];
    const needs = what === undefined ? 'needs' : `says ${what} by`;
    return { about: 'key', message: `${mapping} ${needs} one of ${listed(keys)}; none is here` };
  }
  return {
    about: 'key',
    message: `${mapping} has one of ${listed(keys)}; here are ${listed(present)}`,
  };
}

/** The keys of which a mapping must have exactly one. */
function alternativeKeys(error: SchemaError): readonly string[] {
  const branches = error.schema as readonly { required: readonly string[] }[];
  return branches.flatMap(({ required }) => required);
}

function presentKeys(error: SchemaError): readonly string[] {
  return alternativeKeys(error).filter((key) => Object.hasOwn(error.data as object, key));
}

/** What `not: { required: [a, b] }` forbids to stand together. */
function bothOf(error: SchemaError): string {
  return listed((error.schema as { required: readonly string[] }).required);
}

function rangeOf(error: SchemaError): string {
  const { minimum, maximum } = error.parentSchema as { minimum: number; maximum?: number };
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}

function itemsOf(error: SchemaError): string {
  const { minItems, maxItems } = error.parentSchema as { minItems: number; maxItems?: number };
  if (minItems === maxItems) return `${minItems} entries`;
  return `at least ${minItems} ${minItems === 1 ? 'entry' : 'entries'}`;
}

/** What the mapping is called about which an error is. */
function mappingOf({ parentSchema }: SchemaError): string {
  return documentValidator().mappingName(parentSchema);
}
