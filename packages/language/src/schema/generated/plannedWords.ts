// Made from schema/not-built-yet.json by tools/generate.mjs; not to be edited.
export const PLANNED_WORDS = {
 "comment": "Keys and values of the scenario language that are planned: an error says so. By the name of the mapping in which they stand.",
 "keys": {
  "the scenario": {
   "sweep": "parameter sweeps",
   "runs": "repeated runs",
   "apps": "apps from TypeScript modules"
  },
  "an import": {
   "hosts": "hosts at every imported node",
   "nodes": "a choice of the imported nodes"
  },
  "outputs": {
   "report": "reports"
  },
  "a profile": {
   "igmp": "other versions of IGMP"
  },
  "a node in an expression": {
   "routes": "the routes of a node"
  }
 },
 "values": {}
};
