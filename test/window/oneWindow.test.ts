import * as create from './create';
import * as imports from './imports';
import * as keyboard from './keyboard';
import * as preview from './preview';
import * as twoWindows from './twoWindows';
import * as update from './update';
import * as walkthrough from './walkthrough';
import { useWindow } from './window';

/** What needs no window of its own shares this one, as opening one is what takes most time. */
const features = [walkthrough, create, keyboard, preview, imports, update, twoWindows];

const window = useWindow(Object.assign({}, ...features.map(({ files }) => files)));

for (const { tests } of features) tests(window);
