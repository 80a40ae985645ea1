// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/request_batch.h"
#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// One request, whom it goes to, and how fast. UI thread.
class BatchRequestForm : public QWidget
{
    Q_OBJECT
public:
    BatchRequestForm(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    // A request made elsewhere; a device among the targets stands by its base URI.
    void show(const RequestSpec &request, const QStringList &uris);
    RequestSpec request() const;
    // The URIs to ask now, or the group as only one.
    QStringList targets() const;
    RequestBatch::Pace pace() const;
    bool isGroup() const;
    // Why it cannot be sent; empty: it can.
    QString problem() const;
    void setRunning(bool on);

Q_SIGNALS:
    void runRequested();
    void stopRequested();
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Whom { Chosen, All, Alive, Favourites, Group };
    void build();
    void fillWhom();
    QStringList devices(Whom whom) const;
    QString pathOf(const QString &uri) const;
    void update();

    const Theme &m_theme;
    Workspace &m_workspace;
    RequestSpec m_base; // what has no field here: options, token lengths, timers
    QStringList m_chosen;
    QComboBox *m_method;
    QLineEdit *m_path;
    QComboBox *m_whom;
    QLineEdit *m_group;
    QLineEdit *m_payload;
    QComboBox *m_type;
    QSpinBox *m_atOnce;
    QSpinBox *m_perSecond;
    QPushButton *m_run;
    PlainLabel *m_note;
    bool m_running = false;
};

} // namespace copper
