// Words of the page itself; what happens is said by the view. Chinese first.
const texts = {
  actions: {
    EnterPin: ['確定', 'OK'],
    StartPickup: ['取件', 'Collect'],
    LargerDoor: ['放不下，換大一點的格', 'Does not fit: larger door'],
    LowDoor: ['換低一點的格', 'Lower door'],
    OtherDoor: ['換一格', 'Another door'],
    CancelDeposit: ['不放了，取消', 'Cancel'],
    OpenAgain: ['再開一次', 'Open again'],
    DidNotTake: ['我沒有拿', 'I did not take it'],
    SealIntact: ['封口完好', 'Seal intact'],
    SealBroken: ['封口破損', 'Seal broken'],
    AllowRemoteOpening: ['恢復遠端開門', 'Allow opening from afar'],
    CallForHelp: ['求助', 'Call for help'],
    MoreTime: ['我還需要時間', 'More time'],
    SignOut: ['結束', 'Finish'],
  },
  erase: ['清除', 'Clear'],
  otherLanguage: ['English', '中文'],
  online: ['連線中', 'Online'],
  alone: ['離線作業中', 'Working offline'],
  ends: ['畫面將於 {0} 秒後結束', 'This visit ends in {0} s'],
  lost: ['系統重新啟動中，請稍候', 'Restarting, please wait'],
  packet: ['文件包 {0}', 'Packet {0}'],
  ajar: ['{0} 號櫃門還開著，請關上。', 'Door {0} is still open. Please shut it.'],
};

export const isEnglish = view => view?.language === 'English';
export const pick = (pair, view) => pair[isEnglish(view) ? 1 : 0];
export const word = (name, view, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), pick(texts[name], view));
export const actionWord = (action, view) => pick(texts.actions[action] ?? [action, action], view);
export const said = (text, view) => (text ? (isEnglish(view) ? text.english : text.chinese) : '');
