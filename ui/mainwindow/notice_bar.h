// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/card.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// What happened and what to do, for trouble of the program itself.
QString noticeSentence(Workspace::NoticeKind kind, const QString &detail);

// A line below the room bar, said once, closed by hand. Several notices share it: the newest shows.
class NoticeBar : public Ground
{
    Q_OBJECT
public:
    explicit NoticeBar(const Theme &theme, QWidget *parent = nullptr);
    void showNotice(const QString &sentence);
    // With something to do about it; the notice closes when it is done.
    void showOffer(const QString &sentence, const QString &action, std::function<void()> run);
    QString sentence() const;

private:
    PlainLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_run;
};

} // namespace copper
