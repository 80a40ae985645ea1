// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class Ladder;
class PlainLabel;

// One test: its verdict and reason in words, and the messages that prove it. Opens the conversation
// of the chosen message in Packets.
class TestDetail : public QWidget
{
    Q_OBJECT
public:
    TestDetail(const Theme &theme, Workspace &workspace, Navigator &navigator,
               QWidget *parent = nullptr);

    void show(const PlugtestReport::Row *row);

private:
    void showMessages(const PlugtestJudged &judged);
    void openPackets();
    QString packetsFilter() const;

    Workspace &m_workspace;
    Navigator &m_navigator;
    PlainLabel *m_title;
    PlainLabel *m_reason;
    PlainLabel *m_note;
    Ladder *m_ladder;
    QPushButton *m_packets;
    PlugtestJudged m_judged; // without a result: nothing is shown
};

} // namespace copper
