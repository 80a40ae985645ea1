// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// A question where its subject is, with its answers as buttons; gone with the answer. Escape is the
// last one. UI thread.
class AskStrip : public QWidget
{
    Q_OBJECT
public:
    struct Answer
    {
        QString name; // of the button
        QString text;
        std::function<void()> run;
    };
    explicit AskStrip(const Theme &theme, QWidget *parent = nullptr);

    // The question of before is not answered any more. At least one answer; the first has the
    // focus.
    void ask(const QString &question, std::vector<Answer> answers);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void answer(std::size_t which);
    PlainLabel *m_text;
    QHBoxLayout *m_row;
    std::vector<Answer> m_answers;
};

} // namespace copper
