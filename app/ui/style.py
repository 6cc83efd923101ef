"""The one style sheet and the palette, both made from the tokens."""

from PySide6.QtGui import QColor, QPalette

from app.ui import tokens
from app.ui.tokens import Colours

_SHEET = """
* {{ outline: none; }}
QMainWindow, QDialog, #ground {{ background: {ground}; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px 8px; }}
QLabel[role="secondary"] {{ color: {secondary}; font-size: {secondary_pt}pt; }}
QLabel[role="title"] {{ font-size: {title_pt}pt; font-weight: 600; }}
QLabel[role="cardtitle"] {{ font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {title_pt}pt; font-weight: 600; }}
QLabel[role="error"] {{ color: {red}; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="card"] {{ background: {paper}; border: 1px solid {line}; border-radius: {radius}px; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox, QPlainTextEdit, QTextEdit {{
  background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: {radius}px;
  padding: 0 8px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: {inner}px; max-height: {inner}px; }}
QLineEdit {{ lineedit-clear-button-icon: url(icons:clear.svg); }}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
  border: 1px solid {accent}; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 1px solid {red}; background: {red_ground}; }}
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{ background: {ground}; color: {secondary}; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; min-height: 0; }}
QComboBox {{ padding: 0 0 0 8px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url(icons:arrow-down.svg); width: 12px; height: 12px; }}
QDateEdit::drop-down {{ border: none; width: 24px; }}
QDateEdit::down-arrow {{ image: url(icons:arrow-down.svg); width: 12px; height: 12px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 20px; background: transparent; }}
QSpinBox::up-arrow {{ image: url(icons:arrow-up.svg); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url(icons:arrow-down.svg); width: 10px; height: 10px; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: {inner}px; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {secondary}; border-radius: 3px;
  background: {paper}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url(icons:{tick}.svg); }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {secondary}; border-radius: 8px;
  background: {paper}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; background: {on_accent}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QComboBox QAbstractItemView {{ background: {paper}; border: 1px solid {line}; padding: 0;
  selection-background-color: {selected}; selection-color: {ink}; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 8px; color: {ink}; }}
QComboBox QAbstractItemView::item:selected {{ background: {selected}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {paper}; }}
QCalendarWidget QAbstractItemView {{ border: none; }}
QCalendarWidget QToolButton {{ background: transparent; border: none; }}
QPushButton, QToolButton {{ background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: {radius}px;
  padding: 0 12px; min-height: {inner}px; max-height: {inner}px; }}
QToolButton {{ padding: 0 8px; }}
QLineEdit > QToolButton, QLineEdit > QToolButton:hover, QLineEdit > QToolButton:pressed {{
  background: transparent; border: none; padding: 0; min-height: 0; max-height: 24px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {selected}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {accent}; }}
QPushButton:disabled, QToolButton:disabled {{ background: {ground}; color: {secondary}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="primary"]:disabled {{ background: {neutral_ground}; color: {secondary}; border-color: {line}; }}
QPushButton[role="danger"] {{ color: {red}; border: 1px solid {red}; }}
QPushButton[role="flat"], QToolButton[role="flat"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover {{ background: {hover}; }}
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="link"] {{ background: transparent; color: {accent}; border: 1px solid transparent; padding: 0 4px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="facet"] {{ border-radius: 14px; background: transparent; }}
QPushButton[role="facet"]:checked {{ background: {selected}; border-color: {accent}; }}
QTableView, QListView, QTreeView {{ background: {paper}; alternate-background-color: {paper}; color: {ink};
  border: 1px solid {line}; gridline-color: {line};
  selection-background-color: {selected}; selection-color: {ink}; }}
QTableView:focus {{ border: 1px solid {accent}; }}
QHeaderView {{ background: {ground}; border: none; }}
QHeaderView::section {{ background: {ground}; color: {secondary}; border: none; font-size: {secondary_pt}pt;
  border-bottom: 1px solid {line}; border-right: 1px solid {line}; padding: 0 8px; }}
QTableCornerButton::section {{ background: {ground}; border: none; }}
#navigation {{ background: {ground}; border: none; }}
#side {{ background: {ground}; border-right: 1px solid {line}; }}
#status {{ background: {ground}; border-top: 1px solid {line}; }}
#notice[kind="ok"] {{ background: {green_ground}; border-left: 3px solid {green}; }}
#notice[kind="warn"] {{ background: {amber_ground}; border-left: 3px solid {amber}; }}
#notice[kind="error"] {{ background: {red_ground}; border-left: 3px solid {red}; }}
#remarks {{ background: {amber_ground}; color: {amber_text}; border-left: 3px solid {amber}; padding: 4px; }}
#remarks QLabel {{ color: {amber_text}; }}
#drop {{ background: {paper}; border: 1px dashed {secondary}; border-radius: {radius}px; }}
#drop[over="true"] {{ background: {selected}; border: 1px dashed {accent}; }}
QProgressBar {{ background: {neutral_ground}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QGroupBox {{ border: none; border-top: 1px solid {line}; margin-top: 20px; padding-top: 8px; font-weight: 600; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; padding: 0 8px 0 0; }}
QTabBar::tab {{ background: transparent; color: {secondary}; padding: 6px 12px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom: 2px solid {accent}; }}
QTabBar::tear {{ width: 0; border: none; }}
QTabBar QToolButton {{ padding: 0; width: 24px; }}
QTabBar QToolButton::left-arrow {{ image: url(icons:arrow-left.svg); width: 12px; height: 12px; }}
QTabBar QToolButton::right-arrow {{ image: url(icons:arrow-right.svg); width: 12px; height: 12px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px; border-radius: {radius}px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {secondary}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
"""


def sheet(scheme: Colours) -> str:
    """The style sheet of a scheme; roles are dynamic properties: primary, danger, flat, link, facet, secondary, title."""
    more = {
        "tick": "tick-dark" if scheme is tokens.DARK else "tick-light",
        "inner": tokens.CONTROL_HEIGHT - 2,
        "radius": tokens.RADIUS,
        "secondary_pt": tokens.SECONDARY_PT,
        "title_pt": tokens.TITLE_PT,
    }
    return _SHEET.format(**vars(scheme), **more)


def palette(scheme: Colours) -> QPalette:
    """Fusion's palette in the colours of a scheme."""
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: scheme.ground,
        role.WindowText: scheme.ink,
        role.Base: scheme.paper,
        role.AlternateBase: scheme.ground,
        role.Text: scheme.ink,
        role.Button: scheme.paper,
        role.ButtonText: scheme.ink,
        role.ToolTipBase: scheme.paper,
        role.ToolTipText: scheme.ink,
        role.PlaceholderText: scheme.secondary,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Accent: scheme.accent,
        role.Link: scheme.accent,
        role.LinkVisited: scheme.accent,
        role.BrightText: scheme.red,
        role.Mid: scheme.line,
    }
    for key, value in pairs.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(scheme.secondary))
    return made
