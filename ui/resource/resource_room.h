// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_book.h"
#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/text/copper_command.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QSplitter;
QT_END_NAMESPACE

namespace copper {

class CollectionPanel;
class DeviceKeys;
class ExchangePanel;
class HistoryPanel;
class RequestBar;
class RequestEditor;
class ResponseView;
class SavePopup;

// One request and its answer. UI thread.
class ResourceRoom : public QWidget
{
    Q_OBJECT
public:
    // Below this width the side column becomes a tab of the request.
    static constexpr int kSideFrom_px = 860;
    static constexpr int kSideWidth_px = 296;

    ResourceRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                 QWidget *parent = nullptr);

    // Locks, and "Add key" where one is missing.
    void setKeys(const DeviceKeys &keys);
    // Puts the address into the line; nothing is sent. Shows the last answer of this resource.
    void setAddress(const QString &uri);
    void get(const QString &uri);
    void showRequest(const RequestSpec &spec);
    QString address() const;
    // Of the narrow form, into which it changes by itself.
    QSize minimumSizeHint() const override;
    RequestBar *bar() const { return m_bar; }
    RequestEditor *editor() const { return m_editor; }
    ResponseView *response() const { return m_response; }
    CollectionPanel *collection() const { return m_collection; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectEverything();
    Result<RequestSpec, QString> currentSpec();
    // The same where address and editor have no problem; else it is said at the address.
    std::optional<RequestSpec> checkedSpec();
    void send();
    // On the page for many: to all that have this resource, or else to all devices.
    void sendToMany();
    void sendSpec(const RequestSpec &spec, std::uint64_t mostBody = 0);
    // The same request as shown, with something changed.
    void sendChanged(const std::function<void(RequestSpec &)> &change);
    void offerEarlier(const ResponseArrived &shown, const ResponseArrived *before);
    void toggleObserve();
    void save(const QString &name);
    void copyCommand(ClientTool tool);
    void import(const QString &command);
    void showEntry(std::uint64_t id);
    void onAddressChanged(const QString &uri);
    void onResponse(const ResponseArrived &response);
    void onFailure(const JobFailed &failure);
    void followLink(const QString &href);
    void buildSide();
    void keepInCollection(const QString &name);
    void showCollected(const CollectionRequest &request);
    void placeSide();
    void sayProtection();
    void addKey();

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    RequestBar *m_bar;
    RequestEditor *m_editor;
    ResponseView *m_response;
    HistoryPanel *m_history;
    CollectionBook m_book;
    CollectionPanel *m_collection;
    ExchangePanel *m_exchange;
    SavePopup *m_savePopup = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_left = nullptr;
    QSplitter *m_side = nullptr;
    std::uint64_t m_shown = 0; // history entry
    QString m_uri;             // canonical
    DeviceId m_device;         // whose timers are shown
    bool m_narrow = false;
    const DeviceKeys *m_keys = nullptr;
};

} // namespace copper
