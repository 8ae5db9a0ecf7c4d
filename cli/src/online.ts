export { apply } from './apply/apply';
export { plan } from './plan/plan';
