import type { PlayerAction } from '../model/player';

/** Keys that work wherever the focus is, but in fields that use them themselves. */
export function listenToKeys(target: Document, act: (action: PlayerAction) => void): void {
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented && !isScrubber(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionFor(event.key);
    if (action === undefined || usesKey(event)) return;
    event.preventDefault();
    act(action);
  });
}

function actionFor(key: string): PlayerAction | undefined {
  switch (key) {
    case ' ':
      return { kind: 'toggle' };
    case 'ArrowRight':
      return { kind: 'step' };
    case 'ArrowLeft':
      return { kind: 'back' };
    case 'Home':
      return { kind: 'home' };
    case 'End':
      return { kind: 'end' };
    case '+':
    case '=':
      return { kind: 'faster' };
    case '-':
    case '_':
      return { kind: 'slower' };
    default:
      return undefined;
  }
}

/** Whether the element that has the focus has a use of its own for the key: text is typed, sliders move, buttons and lists are pressed. */
function usesKey(event: KeyboardEvent): boolean {
  const element = event.composedPath()[0];
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return false;
  if (isScrubber(element)) return false;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return true;
  const role = element.getAttribute('role');
  if (role === 'combobox' || role === 'option') return true;
  const isPressed =
    event.key === ' ' && (element instanceof HTMLButtonElement || role === 'button' || element.localName === 'summary');
  return (
    isPressed ||
    (event.key === ' ' && event.composedPath().some((e) => e instanceof HTMLElement && e.localName === 'vscode-button'))
  );
}

function isScrubber(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.classList.contains('scrubber');
}
