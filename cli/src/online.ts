export { apply } from './apply/apply';
export { importAgents } from './import/importAgents';
export { plan } from './plan/plan';
export { pull } from './pull/pull';
