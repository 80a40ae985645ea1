// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QString>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
QT_END_NAMESPACE

namespace copper {

// What a person does with mouse and keyboard, sent as events to the real widgets. Every step may
// fail; the first failure is kept and all later steps do nothing.
class Hands
{
public:
    explicit Hands(QWidget &window) : m_window(window) {}

    bool ok() const { return m_failure.isEmpty(); }
    const QString &failure() const { return m_failure; }
    void fail(const QString &reason);

    void click(const char *objectName);
    void clickAt(QWidget *widget, QPoint at, Qt::MouseButton button = Qt::LeftButton);
    void moveTo(QWidget *widget, QPoint at);
    void drag(QWidget *widget, QPoint from, QPoint to);
    // To what has the focus.
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    void paste(const QString &text);
    // A row by what its texts begin with, from the top; opened on the way and clicked.
    void clickRow(const char *viewName, const QStringList &path);
    // Lets the program go on until the condition holds.
    void waitFor(const QString &what, int limit_ms, const std::function<bool()> &condition);
    void letPass(int span_ms);

    QWidget *visible(const char *objectName);

private:
    QWidget *focused();
    QModelIndex findRow(QAbstractItemView *view, const QStringList &path);
    QWidget &m_window;
    QString m_failure;
};

} // namespace copper
