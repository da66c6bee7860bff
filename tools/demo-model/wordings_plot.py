"""A box plot as SVG, legible on dark and on light pages."""

import pathlib
import statistics

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 520, 320, 60, 20, 50
LOW, HIGH = 0, 100
INK, BOX = "#808080", "#3b82f6"


def plot(accuracies: dict[str, list[float]], path: pathlib.Path) -> None:
    """One box for each number of wordings: quartiles, median, and a dot for each wording and seed."""
    step = (WIDTH - LEFT) / len(accuracies)
    boxes = [box(p, values, LEFT + step * (index + 0.5)) for index, (p, values) in enumerate(accuracies.items())]
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" '
        f'fill="{INK}">\n<title>Accuracy on held-out wordings by number of training wordings</title>\n{axis()}\n' + "\n".join(boxes) + "\n</svg>\n"
    )


def height(percent: float) -> float:
    return round(TOP + (HIGH - percent) / (HIGH - LOW) * (HEIGHT - TOP - BOTTOM), 1)


def axis() -> str:
    lines = []
    for percent in range(LOW, HIGH + 1, 10):
        dash = ' stroke-dasharray="4 3"' if percent == 50 else ""
        lines.append(
            f'<line x1="{LEFT}" x2="{WIDTH}" y1="{height(percent)}" y2="{height(percent)}" stroke="{INK}" '
            f'stroke-opacity="{0.9 if percent == 50 else 0.25}"{dash}/>'
            f'<text x="{LEFT - 8}" y="{height(percent) + 4}" text-anchor="end">{percent} %</text>'
        )
    lines.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 8}" text-anchor="middle">training wordings per family</text>')
    return "\n".join(lines)


def box(p: str, values: list[float], x: float) -> str:
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    dots = "".join(
        f'<circle cx="{x + 34 * ((index * 0.618) % 1 - 0.5):.1f}" cy="{height(value)}" r="2"/>' for index, value in enumerate(values)
    )
    return (
        f'<rect x="{x - 40}" y="{height(high)}" width="80" height="{height(low) - height(high):.1f}" fill="{BOX}" '
        f'fill-opacity="0.25" stroke="{BOX}"/>'
        f'<line x1="{x - 40}" x2="{x + 40}" y1="{height(median)}" y2="{height(median)}" stroke="{BOX}" stroke-width="3"/>'
        f'<g fill-opacity="0.6">{dots}</g><text x="{x}" y="{HEIGHT - 30}" text-anchor="middle">p = {p}</text>'
    )
