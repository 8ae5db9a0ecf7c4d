export { check } from './check/check';
export { render } from './render/render';
