// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QModelIndex>
#include <QPoint>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <atomic>
#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
QT_END_NAMESPACE

namespace copper::test {

// A person at the window: moves the pointer, presses keys, looks at what is shown and waits for it.
// Acts in a thread of its own, because menus and dialogs run event loops of theirs inside a click;
// every event goes through the window system's door, so focus, shortcuts, popups and grabs decide
// as they do on a desk. What is covered, hidden or disabled cannot be clicked. Knows no model of
// ours: rows are found by the text they show.
class Person
{
public:
    using Script = std::function<void(Person &)>;
    // From the UI thread, which goes on working until the script has ended. What went wrong first;
    // empty: nothing did. `picture`: where the window is saved as it was at the failure.
    static QString perform(QWidget &window, const Script &script, int limit_ms,
                           const QString &picture = {});

    // --- pointer ---
    void click(const char *name);
    void hover(const char *name, double x, double y); // shares of width and height
    void drag(const char *name, double fromX, double toX);
    // The check box, chevron or name of an action in the open menu.
    void chooseInMenu(const QString &text);
    // A row by what its first cells begin with, from the top; branches on the way are opened by
    // their chevron. Returns when it is current.
    void clickRow(const char *view, const QStringList &path);
    void openRow(const char *view, const QStringList &path); // its context menu
    void clickAt(const char *name, const std::function<QPoint(QWidget *)> &where);

    // --- keys ---
    void press(QKeyCombination keys);
    void write(const QString &text);
    void paste(const QString &text); // as from a file manager
    // Tab until the widget of that name has the focus, as one does who has no pointer.
    void tabTo(const char *name);
    // Arrow down in the open menu until an action of that text is active.
    void walkMenuTo(const QString &text);
    // Type-ahead and arrows until a row of that text is current.
    void walkToRow(const char *view, const QString &text);

    // --- eyes ---
    // Waits until a widget of that name is shown.
    void sees(const char *name);
    void seesNot(const char *name);
    // Waits until the label, button or field of that name shows this text.
    void reads(const char *name, const QString &part);
    QString textOf(const char *name);
    void waitFor(const QString &what, int limit_ms, const std::function<bool()> &condition);
    // In the UI thread, now: facts the window cannot show, such as what a file contains.
    void check(const QString &what, const std::function<bool()> &condition);
    // The texts of the actions in the open menu that are checked.
    QStringList checkedInMenu();
    QStringList menuTexts();

private:
    struct Failed
    {
        QString reason;
    };
    explicit Person(QWidget &window) : m_window(window) {}
    [[noreturn]] void fail(const QString &reason) const { throw Failed{reason}; }
    // Runs in the UI thread and waits; an action that opens a menu is posted instead.
    void ask(const std::function<void()> &question) const;
    void post(std::function<void()> deed) const;
    void settle() const;
    void mouse(QWidget *widget, QPoint at, Qt::MouseButton button);
    void clickPlace(const QString &what, const std::function<QWidget *()> &widget,
                    const std::function<QPoint(QWidget *)> &where,
                    Qt::MouseButton button = Qt::LeftButton);
    void reach(const char *view, const QStringList &path);

    QWidget &m_window;
    std::atomic_bool m_stop = false;
};

// The room of this number, from the left, by its tab.
void showRoom(Person &person, int room);
// In the dialog for a file that is open.
void answerFileDialog(Person &person, const QString &path);

} // namespace copper::test
