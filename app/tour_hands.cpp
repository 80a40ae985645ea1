// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour_hands.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QTreeView>

namespace copper {

namespace {

void sendMouse(QWidget *widget, QEvent::Type type, QPoint at, Qt::MouseButton button,
               Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, widget->mapToGlobal(at), button, buttons, {});
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

void Hands::fail(const QString &reason)
{
    if (m_failure.isEmpty())
        m_failure = reason;
}

QWidget *Hands::visible(const char *objectName)
{
    if (!ok())
        return nullptr;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (widget->objectName() == QLatin1String(objectName) && widget->isVisible())
            return widget;
    }
    fail(QStringLiteral("nothing visible is named %1").arg(QLatin1String(objectName)));
    return nullptr;
}

void Hands::clickAt(QWidget *widget, QPoint at, Qt::MouseButton button)
{
    if (!ok() || widget == nullptr)
        return;
    // The window system would move the focus with the press.
    for (QWidget *taker = widget; taker != nullptr; taker = taker->parentWidget()) {
        if ((taker->focusPolicy() & Qt::ClickFocus) != 0) {
            taker->setFocus(Qt::MouseFocusReason);
            break;
        }
    }
    sendMouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
    sendMouse(widget, QEvent::MouseButtonPress, at, button, button);
    sendMouse(widget, QEvent::MouseButtonRelease, at, button, Qt::NoButton);
    letPass(10);
}

void Hands::click(const char *objectName)
{
    QWidget *widget = visible(objectName);
    if (widget == nullptr)
        return;
    if (!widget->isEnabled()) {
        fail(QStringLiteral("%1 is disabled").arg(QLatin1String(objectName)));
        return;
    }
    clickAt(widget, widget->rect().center());
}

void Hands::moveTo(QWidget *widget, QPoint at)
{
    if (ok() && widget != nullptr)
        sendMouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
}

void Hands::drag(QWidget *widget, QPoint from, QPoint to)
{
    if (!ok() || widget == nullptr)
        return;
    sendMouse(widget, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    letPass(10);
}

// Without a window system nobody makes our window active again after a dialog has closed.
QWidget *Hands::focused()
{
    if (QWidget *widget = QApplication::focusWidget())
        return widget;
    m_window.activateWindow();
    return m_window.focusWidget() != nullptr ? m_window.focusWidget() : &m_window;
}

void Hands::key(int key, Qt::KeyboardModifiers modifiers)
{
    if (!ok())
        return;
    QWidget *target = focused();
    // A shortcut is looked for before the widget sees the key, as the window system does it.
    QKeyEvent shortcut(QEvent::ShortcutOverride, key, modifiers);
    shortcut.ignore();
    QCoreApplication::sendEvent(target, &shortcut);
    if (!shortcut.isAccepted()) {
        for (QAction *action : m_window.actions()) {
            if (action->isEnabled() &&
                action->shortcut() == QKeySequence(QKeyCombination(modifiers, Qt::Key(key)))) {
                action->trigger();
                letPass(10);
                return;
            }
        }
    }
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers);
        QCoreApplication::sendEvent(target, &event);
    }
    letPass(10);
}

void Hands::type(const QString &text)
{
    for (const QChar c : text) {
        if (!ok())
            return;
        QKeyEvent press(QEvent::KeyPress, 0, {}, QString(c));
        QCoreApplication::sendEvent(focused(), &press);
    }
    letPass(10);
}

void Hands::paste(const QString &text)
{
    QApplication::clipboard()->setText(text);
    key(Qt::Key_V, Qt::ControlModifier);
}

QModelIndex Hands::findRow(QAbstractItemView *view, const QStringList &path)
{
    const QAbstractItemModel *model = view->model();
    QModelIndex at;
    for (const QString &part : path) {
        QModelIndex next;
        for (int row = 0; row < model->rowCount(at); ++row) {
            const QModelIndex candidate = model->index(row, 0, at);
            if (candidate.data().toString().startsWith(part)) {
                next = candidate;
                break;
            }
        }
        if (!next.isValid())
            return {};
        if (auto *tree = qobject_cast<QTreeView *>(view))
            tree->expand(at);
        at = next;
    }
    return at;
}

void Hands::clickRow(const char *viewName, const QStringList &path)
{
    auto *view = qobject_cast<QAbstractItemView *>(visible(viewName));
    if (view == nullptr) {
        fail(QStringLiteral("%1 is no list").arg(QLatin1String(viewName)));
        return;
    }
    const QModelIndex index = findRow(view, path);
    if (!index.isValid()) {
        fail(QStringLiteral("%1 has no row %2")
                 .arg(QLatin1String(viewName), path.join(QLatin1Char('/'))));
        return;
    }
    view->scrollTo(index);
    clickAt(view->viewport(), view->visualRect(index).center());
}

void Hands::waitFor(const QString &what, int limit_ms, const std::function<bool()> &condition)
{
    if (!ok())
        return;
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > limit_ms) {
            fail(QStringLiteral("%1: not within %2 s").arg(what).arg(limit_ms / 1000));
            return;
        }
        letPass(20);
    }
}

void Hands::letPass(int span_ms)
{
    QEventLoop loop;
    QTimer::singleShot(span_ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace copper
