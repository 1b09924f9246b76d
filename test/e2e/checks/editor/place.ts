import type { Editor } from '../../browser/editor';
import type { ExamplesPlace } from '../examples/place';

/** A place with n8n's editor open in a browser. */
export interface EditorPlace extends ExamplesPlace {
	editor: Editor;
}
