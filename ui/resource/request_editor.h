// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "ui/models/option_model.h"
#include "ui/text/copper_command.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace copper {

class AdvancedEditor;
class PayloadEditor;
class PlainLabel;
class RoomBar;

// Options, payload and advanced settings of the request, and a line that says what will be sent.
class RequestEditor : public QWidget
{
    Q_OBJECT
public:
    enum Page { OptionsPage, PayloadPage, AdvancedPage, SidePage };

    explicit RequestEditor(const Theme &theme, QWidget *parent = nullptr);

    OptionModel &options() { return m_options; }
    AdvancedEditor &advanced() { return *m_advanced; }
    PayloadEditor &payload() { return *m_payload; }
    void setAddress(const QString &uri, const QString &deviceName);
    // Everything but URI, method and type goes into the spec; the error is a sentence.
    Result<RequestSpec, QString> fill(RequestSpec spec);
    void show(const RequestSpec &spec);
    void setPage(Page page);
    // The side column as a tab, when the room is narrow; null takes it out again.
    void setSide(QWidget *side);

Q_SIGNALS:
    void copyCommandRequested(copper::ClientTool tool);
    void changed();

private:
    void updateFoot();
    OptionModel m_options;
    RoomBar *m_tabs;
    QStackedWidget *m_pages;
    PayloadEditor *m_payload;
    AdvancedEditor *m_advanced;
    PlainLabel *m_foot;
    QWidget *m_side = nullptr;
};

} // namespace copper
