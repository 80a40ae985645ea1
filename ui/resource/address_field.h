// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_variables.h"
#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QLineEdit>

#include <functional>

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
    // As typed, with its variables.
    QString source() const;
    // Puts the values of variables into what was typed: {{board}}.
    using Expander = std::function<Result<QString, VariableFault>(const QString &)>;
    void setExpander(Expander expander) { m_expander = std::move(expander); }
    // What is wrong with it; empty when it can be sent.
    QString problem() const;
    void setInvalid(bool invalid);

Q_SIGNALS:
    // Instead of an address: a command of copper, coap-client or aiocoap-client.
    void commandPasted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QString deviceName() const;
    void placeName();
    void takeEdit(const QString &text);
    const Theme &m_theme;
    Workspace &m_workspace;
    QStringListModel *m_known;
    qsizetype m_lastLength = 0;
    Expander m_expander;
};

} // namespace copper
