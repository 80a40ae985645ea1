// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class BlockMap;
class PlainLabel;

// The last five minutes of one series with three labelled lines.
class MiniChart : public QWidget
{
    Q_OBJECT
public:
    static constexpr double kSpanSeconds = 300;
    MiniChart(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void setSeries(std::optional<SeriesId> id);
    QSize sizeHint() const override { return {260, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Workspace &m_workspace;
    std::optional<SeriesId> m_id;
};

// Options of the response with their meaning, and the facts of the exchange.
class ExchangePanel : public QWidget
{
    Q_OBJECT
public:
    ExchangePanel(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void clear();
    void showResponse(const ResponseArrived &response, const RequestSpec *request);
    void setSeries(const QString &uri);

Q_SIGNALS:
    void showMessagesRequested();

private:
    void addRow(const QString &name, const QString &value, const QString &meaning,
                bool mono = true);
    void addHeading(const QString &text);
    void clearRows();
    void addOptions(const ResponseArrived &response, const RequestSpec *request);
    void addFacts(const ResponseArrived &response);

    const Theme &m_theme;
    Workspace &m_workspace;
    QWidget *m_rows;
    QGridLayout *m_grid;
    int m_row = 0;
    BlockMap *m_blocks; // of a body in blocks
    QPushButton *m_messages;
    QPushButton *m_copy;
    QString m_plain; // the options as text, for copying
    PlainLabel *m_chartTitle;
    MiniChart *m_chart;
};

} // namespace copper
