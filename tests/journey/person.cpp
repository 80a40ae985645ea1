// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QTreeView>
#include <QWindow>

#include <memory>

namespace copper::test {

namespace {

constexpr int kPatience_ms = 8000;
constexpr int kGlance_ms = 15;
constexpr int kMostTabs = 120;

// Shown and named so; popups and dialogs first, because they are on top.
QWidget *shown(const char *name)
{
    QWidget *found = nullptr;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (widget->objectName() != QLatin1String(name) || !widget->isVisible())
            continue;
        if (found == nullptr || widget->window() == QApplication::activePopupWidget() ||
            widget->window()->isModal())
            found = widget;
    }
    return found;
}

QString visibleText(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    if (const auto *field = qobject_cast<const QLineEdit *>(widget))
        return field->text();
    if (const auto *box = qobject_cast<const QComboBox *>(widget))
        return box->currentText();
    if (const auto *page = qobject_cast<const QPlainTextEdit *>(widget))
        return page->toPlainText();
    // PlainLabel and the like: what a screen reader says is what is painted.
    const QVariant text = widget->property("text");
    return text.isValid() ? text.toString() : widget->accessibleName();
}

QModelIndex rowOf(const QAbstractItemView *view, const QModelIndex &parent, const QString &text)
{
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (index.data().toString().startsWith(text))
            return index;
    }
    return {};
}

QMenu *openMenu()
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QAction *actionIn(const QMenu *menu, const QString &text)
{
    for (QAction *action : menu->actions()) {
        if (action->text().remove(QLatin1Char('&')).startsWith(text) && action->isVisible())
            return action;
    }
    return nullptr;
}

QWindow *keyWindow(QWidget &window)
{
    if (QApplication::focusWindow() == nullptr || !QApplication::focusWindow()->isVisible()) {
        // A desktop makes the window active again whose dialog has closed; offscreen nobody does.
        window.activateWindow();
        return window.windowHandle();
    }
    return QApplication::focusWindow();
}

} // namespace

QString Person::perform(QWidget &window, const Script &script, int limit_ms, const QString &picture)
{
    Person person(window);
    QString failure;
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        try {
            script(person);
        } catch (const Failed &failed) {
            failure = failed.reason;
        }
    }));
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(limit_ms, &loop, [&person] { person.m_stop = true; });
    thread->start();
    loop.exec();
    thread->wait();
    if (!failure.isEmpty() && !picture.isEmpty()) {
        QWidget *dialog = QApplication::activeModalWidget();
        (dialog != nullptr ? dialog : &window)->grab().save(picture);
    }
    return failure;
}

void Person::ask(const std::function<void()> &question) const
{
    if (m_stop)
        fail(QStringLiteral("the whole took too long"));
    QMetaObject::invokeMethod(qApp, question, Qt::BlockingQueuedConnection);
}

void Person::post(std::function<void()> deed) const
{
    QMetaObject::invokeMethod(qApp, std::move(deed), Qt::QueuedConnection);
}

void Person::settle() const
{
    // Twice: what an event posts is done by the second.
    ask([] {});
    ask([] {});
}

void Person::waitFor(const QString &what, int limit_ms, const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        bool holds = false;
        ask([&] { holds = condition(); });
        if (holds)
            return;
        if (timer.elapsed() > limit_ms)
            fail(QStringLiteral("not within %1 s: %2").arg(limit_ms / 1000).arg(what));
        QThread::msleep(kGlance_ms);
    }
}

void Person::check(const QString &what, const std::function<bool()> &condition)
{
    bool holds = false;
    ask([&] { holds = condition(); });
    if (!holds)
        fail(what);
}

void Person::mouse(QWidget *widget, QPoint at, Qt::MouseButton button)
{
    QWindow *window = widget->window()->windowHandle();
    const QPoint place = widget->mapTo(widget->window(), at);
    // One after the other: the press may open a menu, and the release belongs to its loop.
    post([window, place] { QTest::mouseMove(window, place); });
    post([window, place, button] { QTest::mousePress(window, button, {}, place); });
    post([window, place, button] { QTest::mouseRelease(window, button, {}, place); });
}

void Person::clickPlace(const QString &what, const std::function<QWidget *()> &widget,
                        const std::function<QPoint(QWidget *)> &where, Qt::MouseButton button)
{
    QString reason;
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        ask([&] {
            QWidget *target = widget();
            if (target == nullptr) {
                reason = QStringLiteral("nothing of that name is shown");
                return;
            }
            const QPoint at = where(target);
            QWidget *top = target->window();
            const QWidget *hit = top->childAt(target->mapTo(top, at));
            if (!target->isEnabled())
                reason = QStringLiteral("it is disabled");
            else if (!target->rect().contains(at))
                reason = QStringLiteral("the place is outside of it");
            else if (target != top && hit != target && !target->isAncestorOf(hit))
                reason = QStringLiteral("it is covered by %1")
                             .arg(hit != nullptr ? hit->objectName() : QString());
            else {
                reason.clear();
                mouse(target, at, button);
            }
        });
        if (reason.isEmpty())
            break;
        if (timer.elapsed() > kPatience_ms)
            fail(QStringLiteral("cannot click %1: %2").arg(what, reason));
        QThread::msleep(kGlance_ms);
    }
    settle();
}

void Person::click(const char *name)
{
    clickAt(name, [](QWidget *widget) { return widget->rect().center(); });
}

void Person::clickAt(const char *name, const std::function<QPoint(QWidget *)> &where)
{
    clickPlace(
        QLatin1String(name), [name] { return shown(name); }, where);
}

void Person::hover(const char *name, double x, double y)
{
    sees(name);
    ask([&] {
        QWidget *widget = shown(name);
        QWindow *window = widget->window()->windowHandle();
        const QPoint at(qRound(widget->width() * x), qRound(widget->height() * y));
        const QPoint place = widget->mapTo(widget->window(), at);
        post([window, place] { QTest::mouseMove(window, place); });
    });
    settle();
}

void Person::drag(const char *name, double fromX, double toX)
{
    sees(name);
    ask([&] {
        QWidget *widget = shown(name);
        QWindow *window = widget->window()->windowHandle();
        const auto place = [&](double share) {
            const QPoint at(qRound(widget->width() * share), widget->height() / 2);
            return widget->mapTo(widget->window(), at);
        };
        post([window, at = place(fromX)] { QTest::mousePress(window, Qt::LeftButton, {}, at); });
        for (int step = 1; step <= 5; ++step)
            post([window, at = place(fromX + (toX - fromX) * step / 5)] {
                QTest::mouseMove(window, at);
            });
        post([window, at = place(toX)] { QTest::mouseRelease(window, Qt::LeftButton, {}, at); });
    });
    settle();
}

void Person::chooseInMenu(const QString &text)
{
    waitFor(QStringLiteral("the menu offers %1").arg(text), kPatience_ms,
            [&] { return openMenu() != nullptr && actionIn(openMenu(), text) != nullptr; });
    clickPlace(
        text, [] { return openMenu(); },
        [&](QWidget *menu) {
            const auto *list = qobject_cast<QMenu *>(menu);
            return list->actionGeometry(actionIn(list, text)).center();
        });
}

QStringList Person::checkedInMenu()
{
    QStringList texts;
    ask([&] {
        for (const QAction *action : openMenu()->actions()) {
            if (action->isChecked())
                texts.append(action->text());
        }
    });
    return texts;
}

QStringList Person::menuTexts()
{
    QStringList texts;
    ask([&] {
        for (const QAction *action : openMenu()->actions())
            texts.append(action->text());
    });
    return texts;
}

void Person::reach(const char *view, const QStringList &path)
{
    sees(view);
    QPersistentModelIndex parent;
    for (qsizetype i = 0; i < path.size(); ++i) {
        QPersistentModelIndex next;
        waitFor(QStringLiteral("%1 shows %2").arg(QLatin1String(view), path[i]), kPatience_ms, [&] {
            const auto *list = qobject_cast<QAbstractItemView *>(shown(view));
            next = list != nullptr ? rowOf(list, parent, path[i]) : QModelIndex();
            return next.isValid();
        });
        bool closed = false;
        ask([&] {
            auto *list = qobject_cast<QAbstractItemView *>(shown(view));
            list->scrollTo(next); // the wheel
            const auto *tree = qobject_cast<QTreeView *>(list);
            closed = tree != nullptr && i + 1 < path.size() && !tree->isExpanded(next);
        });
        if (closed) {
            clickPlace(
                path[i], [&] { return qobject_cast<QAbstractItemView *>(shown(view))->viewport(); },
                [&](QWidget *viewport) {
                    const auto *tree = qobject_cast<QTreeView *>(viewport->parentWidget());
                    return tree->visualRect(next).center();
                });
            press(Qt::Key_Right);
        }
        parent = next;
    }
}

void Person::clickRow(const char *view, const QStringList &path)
{
    reach(view, path);
    QPersistentModelIndex index;
    ask([&] {
        const auto *list = qobject_cast<QAbstractItemView *>(shown(view));
        QModelIndex at;
        for (const QString &part : path)
            at = rowOf(list, at, part);
        index = at;
    });
    clickPlace(
        path.last(), [&] { return qobject_cast<QAbstractItemView *>(shown(view))->viewport(); },
        [&](QWidget *viewport) {
            const auto *list = qobject_cast<QAbstractItemView *>(viewport->parentWidget());
            const QRect row = list->visualRect(index);
            return QPoint(std::min(row.center().x(), row.left() + 60), row.center().y());
        });
    waitFor(QStringLiteral("%1 is current").arg(path.last()), kPatience_ms, [&] {
        return qobject_cast<QAbstractItemView *>(shown(view))->currentIndex().row() == index.row();
    });
}

void Person::openRow(const char *view, const QStringList &path)
{
    clickRow(view, path);
    // The window system makes a context menu event of a right press.
    ask([&] {
        auto *list = qobject_cast<QAbstractItemView *>(shown(view));
        QWidget *viewport = list->viewport();
        const QPoint at = list->visualRect(list->currentIndex()).center();
        post([viewport, at] {
            QWindow *window = viewport->window()->windowHandle();
            const QPoint place = viewport->mapTo(viewport->window(), at);
            QTest::mouseClick(window, Qt::RightButton, {}, place);
        });
    });
    settle();
    waitFor(QStringLiteral("a context menu"), kPatience_ms, [] { return openMenu() != nullptr; });
}

void Person::press(QKeyCombination keys)
{
    ask([&] {
        QWidget &own = m_window;
        post([&own, keys] {
            QTest::keyClick(keyWindow(own), keys.key(), keys.keyboardModifiers());
        });
    });
    settle();
}

void Person::write(const QString &text)
{
    for (const QChar c : text) {
        ask([&] {
            QWidget &own = m_window;
            post([&own, c] { QTest::keyClick(keyWindow(own), c.toLatin1()); });
        });
    }
    settle();
}

void Person::paste(const QString &text)
{
    ask([&] { QApplication::clipboard()->setText(text); });
    press(Qt::CTRL | Qt::Key_V);
}

void Person::tabTo(const char *name)
{
    sees(name);
    for (int i = 0; i < kMostTabs; ++i) {
        bool there = false;
        ask([&] {
            const QWidget *focus = QApplication::focusWidget();
            there = focus != nullptr && focus->objectName() == QLatin1String(name);
        });
        if (there)
            return;
        press(Qt::Key_Tab);
    }
    fail(QStringLiteral("Tab never comes to %1").arg(QLatin1String(name)));
}

void Person::walkMenuTo(const QString &text)
{
    waitFor(QStringLiteral("the menu offers %1").arg(text), kPatience_ms,
            [&] { return openMenu() != nullptr && actionIn(openMenu(), text) != nullptr; });
    for (int i = 0; i < kMostTabs; ++i) {
        bool there = false;
        ask([&] {
            const QMenu *menu = openMenu();
            there = menu != nullptr && menu->activeAction() == actionIn(menu, text);
        });
        if (there)
            return;
        press(Qt::Key_Down);
    }
    fail(QStringLiteral("the arrows never come to %1").arg(text));
}

void Person::walkToRow(const char *view, const QString &text)
{
    QPersistentModelIndex last;
    for (int i = 0; i < kMostTabs * 4; ++i) {
        bool there = false;
        bool atEnd = false;
        ask([&] {
            const auto *list = qobject_cast<QAbstractItemView *>(shown(view));
            if (list == nullptr)
                return;
            const QModelIndex current = list->currentIndex().siblingAtColumn(0);
            there = current.data().toString().startsWith(text);
            atEnd = current.isValid() && last == current;
            last = current;
        });
        if (there)
            return;
        // What came in above meanwhile is met on the second walk.
        press(atEnd ? Qt::Key_Home : Qt::Key_Down);
    }
    fail(QStringLiteral("the arrows never come to the row %1").arg(text));
}

void Person::sees(const char *name)
{
    waitFor(QStringLiteral("%1 is shown").arg(QLatin1String(name)), kPatience_ms,
            [&] { return shown(name) != nullptr; });
}

void Person::seesNot(const char *name)
{
    waitFor(QStringLiteral("%1 goes").arg(QLatin1String(name)), kPatience_ms,
            [&] { return shown(name) == nullptr; });
}

QString Person::textOf(const char *name)
{
    QString text;
    ask([&] {
        const QWidget *widget = shown(name);
        text = widget != nullptr ? visibleText(widget) : QString();
    });
    return text;
}

void Person::reads(const char *name, const QString &part)
{
    QString last;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kPatience_ms) {
        last = textOf(name);
        if (last.contains(part))
            return;
        QThread::msleep(kGlance_ms);
    }
    fail(QStringLiteral("%1 reads \"%2\", not \"%3\"").arg(QLatin1String(name), last, part));
}

void showRoom(Person &person, int room)
{
    person.clickAt("roomBar", [room](QWidget *bar) {
        return qobject_cast<QTabBar *>(bar)->tabRect(room).center();
    });
}

void answerFileDialog(Person &person, const QString &path)
{
    person.sees("fileNameEdit");
    person.press(Qt::CTRL | Qt::Key_A);
    person.paste(path);
    person.press(Qt::Key_Return);
    person.seesNot("fileNameEdit");
}

} // namespace copper::test
