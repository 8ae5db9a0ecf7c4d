export { check } from './check/check';
export { convert } from './convert/convert';
export { newSpec } from './new/newSpec';
export { render } from './render/render';
