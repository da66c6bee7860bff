/** Where the text of a prompt comes from: how pieces of it look, and how they lead to the template file. */
import type {
  OriginPiece,
  OriginPlace,
  WirePosition,
  WireRange,
} from '../../server/src/protocol/requests.ts';
import { element } from './elements.ts';
import { describePlace, placeAtCursor } from './origin-place.ts';

/** A part of a prompt: its text in pieces, each with its place. */
export interface TracedPart {
  readonly text: string;
  readonly pieces: readonly OriginPiece[];
  readonly places: readonly OriginPlace[];
}

/** The pieces as elements, which {@link listenToPieces} brings to life. */
export function pieceNodes(
  { text, pieces, places }: TracedPart,
  cursor: WirePosition | null,
  show: (text: string) => readonly (Node | string)[],
): readonly Node[] {
  const atCursor = placeAtCursor(places, cursor);
  let end = 0;
  return pieces.flatMap(({ length, place: index }, position) => {
    const place = places[index];
    end += length;
    if (place === undefined) return [];
    const classes = ['piece', `from-${sourceOf(place)}`, place === atCursor ? 'at-cursor' : ''];
    return element(
      'span',
      {
        class: classes.filter(Boolean).join(' '),
        role: 'link',
        attributes: {
          // One stop of the Tab key for each part; arrow keys go on from there.
          tabindex: position === 0 ? '0' : '-1',
          'aria-description': describePlace(place),
          'data-range': JSON.stringify(place.range),
        },
      },
      ...show(text.slice(end - length, end)),
    );
  });
}

function sourceOf({ kind, field }: OriginPlace): string {
  if (kind === 'text') return 'text';
  return field === null ? 'computed' : 'field';
}

export interface PieceListener {
  /** A piece is pointed at or has the focus; null when none is any more. */
  readonly point: (description: string | null) => void;
  readonly reveal: (range: WireRange) => void;
}

/** A click waits so long for a second one, which selects a word instead. */
const doubleClickMs = 220;

/** Serves all pieces in a container, whenever they are put there. */
export function listenToPieces(container: HTMLElement, { point, reveal }: PieceListener): void {
  let timer = 0;
  const pointAt = ({ target }: Event) =>
    point(pieceOf(target)?.getAttribute('aria-description') ?? null);
  container.addEventListener('pointerover', pointAt);
  container.addEventListener('pointerleave', () => point(null));
  container.addEventListener('focusin', pointAt);
  container.addEventListener('focusout', () => point(null));
  container.addEventListener('click', ({ target, detail }) => {
    clearTimeout(timer);
    const piece = pieceOf(target);
    // A click that ends a selection of text, or begins one of a word, is none.
    const isSelecting = detail > 1 || getSelection()?.isCollapsed === false;
    if (piece === undefined || isSelecting) return;
    timer = window.setTimeout(() => reveal(rangeOf(piece)), doubleClickMs);
  });
  container.addEventListener('keydown', (event) => {
    const piece = pieceOf(event.target);
    if (piece === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') reveal(rangeOf(piece));
    else if (!moveFocus(piece, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Arrow keys, Home and End go from piece to piece of a part; false for other keys. */
function moveFocus(piece: HTMLElement, key: string): boolean {
  const siblings = [...(piece.parentElement?.querySelectorAll<HTMLElement>('.piece') ?? [])];
  const index = siblings.indexOf(piece);
  const next: Readonly<Record<string, number>> = {
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    Home: 0,
    End: siblings.length - 1,
  };
  const wanted = next[key];
  if (wanted === undefined) return false;
  siblings[wanted]?.focus();
  return true;
}

function pieceOf(target: EventTarget | null): HTMLElement | undefined {
  const piece = target instanceof Element ? target.closest('.piece') : null;
  return piece instanceof HTMLElement ? piece : undefined;
}

function rangeOf(piece: HTMLElement): WireRange {
  return JSON.parse(piece.dataset['range'] ?? '');
}
