// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QLineEdit>

QT_BEGIN_NAMESPACE
class QStringListModel;
QT_END_NAMESPACE

namespace copper {

// The address of a request, with the name of its device at the right end and completion from the
// known resources.
class AddressField : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr int kMaxCompletions = 5000;

    AddressField(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    // "coap://" is put in front of an address without a scheme.
    QString address() const;
    // What is wrong with it; empty when it can be sent.
    QString problem() const;
    void setInvalid(bool invalid);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QString deviceName() const;
    void placeName();
    const Theme &m_theme;
    Workspace &m_workspace;
    QStringListModel *m_known;
};

} // namespace copper
