//! Traditional and variant characters (繁体字、异体字), which public writing avoids (国家通用语言文字法第九条、第十七条).
//!
//! In: a text and the words that may keep them (surnames, inscriptions). Out: each place with its simplified form.
//! Characters that are also standard in some use are left out: 乾 (乾坤), 著, 徵, 瞭 (瞭望), 藉, 昇, 夥, 祇.

use std::ops::Range;

/// A traditional or variant character in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traditional {
    /// Its bytes.
    pub range: Range<usize>,
    /// The standard character (规范字).
    pub simplified: char,
    /// Whether to put it there without asking. 於 is a surname too; all others are certain.
    pub certain: bool,
}

/// Pairs of traditional and simplified character, sorted by the first; three bytes each.
const PAIRS: &str = "\
    丟丢並并亂乱亞亚佇伫佈布佔占來来侖仑侶侣係系俠侠倉仓個个們们倫伦偉伟側侧偵侦偽伪傘伞備备傢家傭佣傳传債债傷伤傾倾僂偻僅仅僉佥僑侨僞伪僥侥價价儀仪億亿儈侩\
    儉俭儘尽償偿優优儲储兌兑兒儿內内兩两冊册凍冻凜凛凱凯別别刪删則则剎刹剛刚剮剐創创劃划劇剧劉刘劍剑劑剂勁劲動动務务勝胜勞劳勢势勳勋勵励勸劝匯汇區区協协卻却\
    厭厌厲厉參参叢丛吳吴吿告呂吕員员問问啓启啞哑啟启喪丧喬乔單单嗎吗嗚呜嘆叹嘗尝嘩哗嘯啸噴喷噸吨嚇吓嚐尝嚨咙嚴严國国圍围園园圓圆圖图團团執执堅坚堯尧報报場场\
    塊块塢坞塵尘墊垫墜坠墳坟墾垦壇坛壓压壘垒壞坏壟垄壢坜壩坝壯壮壺壶壽寿夠够夢梦夾夹奧奥奪夺奮奋妝妆婦妇媽妈嬌娇孫孙學学宮宫寢寝實实寧宁審审寫写寬宽寵宠寶宝\
    將将專专尋寻對对導导屆届屍尸層层屬属岡冈峯峰島岛峽峡崗岗嶺岭嶼屿巒峦帥帅師师帳帐帶带幀帧幣币幫帮幹干幾几庫库廁厕廂厢廈厦廚厨廟庙廠厂廢废廣广廬庐廳厅張张\
    強强彈弹彊强彌弥彎弯彙汇後后徑径從从復复徹彻惡恶惱恼愛爱態态慘惨慚惭慫怂慮虑慶庆憂忧憊惫憐怜憑凭憤愤憲宪憶忆懇恳應应懲惩懶懒懷怀懸悬懺忏懼惧戀恋戰战戲戏\
    戶户拋抛掃扫掙挣掛挂揀拣揚扬換换揮挥損损搶抢摯挚撐撑撓挠撥拨撫抚撲扑撿捡擁拥擄掳擇择擊击擋挡擔担據据擠挤擬拟擰拧擴扩擺摆擻擞擾扰攏拢攔拦攜携攝摄攤摊敍叙\
    敗败敘叙敵敌數数斂敛斬斩斷断於于時时晉晋暈晕暢畅暫暂曆历曉晓曠旷曬晒書书會会東东條条棄弃棗枣棟栋棧栈楊杨楓枫業业極极榮荣構构槍枪樁桩樂乐樓楼標标樞枢樣样\
    樸朴樹树橋桥機机檔档檢检檯台檸柠檻槛櫃柜欄栏權权欖榄歎叹歐欧歡欢歲岁歷历歸归殘残殯殡殺杀殼壳毀毁氈毡氣气氫氢汙污決决沒没況况涼凉淚泪淨净淪沦淵渊淺浅減减\
    測测渾浑湊凑湯汤溝沟溫温溼湿滄沧滎荥滲渗滿满漁渔漢汉漬渍漲涨漸渐漿浆潔洁潤润澀涩澆浇澇涝澤泽濁浊濃浓濕湿濘泞濟济濤涛濫滥濱滨濾滤瀏浏瀝沥瀟潇瀰弥灑洒灘滩\
    灣湾災灾為为烏乌無无煉炼煙烟煥焕煩烦熱热燈灯燒烧燙烫營营燦灿燭烛燴烩爍烁爐炉爛烂爭争爲为爾尔牀床牆墙牽牵犢犊犧牺狀状狹狭猶犹獄狱獅狮獎奖獨独獲获獵猎獸兽\
    獻献現现瑩莹瑪玛環环璽玺瓊琼瓏珑產产産产畝亩畢毕畫画異异當当疇畴疊叠瘋疯瘡疮療疗癢痒癥症癬癣癮瘾癱瘫發发皺皱盜盗盞盏盡尽監监盤盘盧卢眞真眥眦眾众睏困矚瞩\
    矯矫碩硕確确碼码磚砖礎础礙碍礦矿禍祸禦御禪禅禮礼種种稱称穀谷積积穢秽穩稳穫获窩窝窮穷竄窜竅窍竊窃競竞筆笔節节範范築筑簡简簽签籃篮籌筹籠笼籤签籲吁糧粮糾纠\
    紀纪約约紅红紋纹納纳紐纽純纯紗纱紙纸紛纷紡纺細细紳绅紹绍終终組组絆绊結结絕绝絞绞絡络給给絨绒統统絲丝綁绑經经綜综綠绿綢绸綫线維维綱纲網网綴缀綺绮綿绵緋绯\
    緒绪線线緝缉緞缎締缔緣缘編编緩缓練练縛缚縣县縫缝縮缩縱纵縷缕總总績绩織织繞绕繩绳繪绘繫系繳缴繹绎繼继續续纏缠纖纤罈坛罰罚罷罢羅罗羣群羨羡義义習习聖圣聞闻\
    聯联聰聪聲声聳耸職职聽听聾聋脅胁脈脉脹胀腦脑腫肿腸肠膚肤膠胶膽胆膿脓臉脸臘腊臟脏臨临臺台與与興兴舉举舊旧艙舱艦舰艱艰芻刍莊庄莖茎華华菸烟萊莱萬万葉叶葷荤\
    蒼苍蓋盖蓮莲蔣蒋蔥葱蕪芜蕭萧薈荟薊蓟薦荐薩萨藍蓝藝艺藥药蘆芦蘇苏蘋苹蘭兰處处虜虏號号虧亏蝕蚀蝦虾螞蚂蟲虫蟻蚁蠶蚕蠻蛮衆众術术衛卫衝冲衞卫裊袅裏里補补裝装\
    裡里製制複复襖袄襪袜襯衬見见規规覓觅視视親亲覺觉覽览觀观觸触訂订計计訊讯討讨訓训記记訪访設设許许訴诉診诊註注証证評评詞词詠咏詢询試试詩诗話话該该詳详誇夸\
    認认誘诱語语誠诚誤误說说説说誰谁課课調调談谈請请論论諧谐諮咨諸诸諾诺謀谋謂谓謊谎謎谜謙谦講讲謝谢謠谣證证識识譜谱譯译議议護护譽誉讀读變变讓让讚赞豈岂豎竖\
    豐丰貓猫貝贝負负財财貢贡貧贫貨货販贩貪贪貫贯責责貴贵買买貸贷費费貿贸賀贺賄贿資资賊贼賓宾賜赐賞赏賠赔賢贤賣卖賦赋質质賬账賴赖購购贈赠贊赞贏赢趕赶趙赵趨趋\
    踐践蹤踪躍跃車车軌轨軍军軟软較较載载輔辅輕轻輛辆輝辉輩辈輪轮輯辑輸输轄辖轉转辦办辭辞辯辩農农這这連连週周進进遊游運运過过達达違违遙遥遜逊遞递遠远適适遲迟\
    遷迁選选遺遗遼辽邁迈還还邊边邏逻邨村鄉乡鄧邓鄭郑鄰邻醜丑醞酝醫医醬酱釀酿釋释釘钉針针釣钓鈔钞鈕钮鈞钧鈣钙銀银銅铜銷销鋁铝鋒锋鋪铺鋼钢錄录錘锤錢钱錫锡錯错\
    鍋锅鍵键鍾钟鎖锁鎮镇鏈链鏡镜鐘钟鐵铁鑄铸鑑鉴鑒鉴鑿凿長长門门閃闪閉闭開开閑闲閒闲間间閘闸閣阁閥阀閱阅闊阔闖闯關关陣阵陰阴陳陈陸陆陽阳隊队階阶際际隣邻隨随\
    險险隱隐隸隶隻只雖虽雙双雛雏雜杂雞鸡離离難难雲云電电霧雾靈灵靜静韓韩響响頁页頂顶項项順顺須须預预頑顽頒颁頓顿頗颇領领頭头頸颈頻频題题額额顏颜願愿顛颠類类\
    顧顾顯显風风颱台飄飘飛飞飢饥飯饭飲饮飽饱飾饰餅饼養养餘余館馆饋馈饑饥馬马馮冯駁驳駐驻駕驾駛驶騎骑騙骗騰腾騷骚驅驱驗验驚惊骯肮髒脏體体髮发鬆松鬚须鬥斗鬧闹\
    魚鱼鮮鲜鯉鲤鳥鸟鳳凤鴨鸭鵝鹅鷹鹰鹼碱鹽盐麗丽麥麦麵面麼么黃黄點点黨党鼕冬齊齐齋斋齒齿齡龄龍龙龐庞龜龟\
";

const COUNT: usize = PAIRS.len() / 6;
const FIRST: u32 = 0x4E00;

/// The pairs as numbers, and one bit for each character so that most are passed over at once.
const TABLE: [(u16, u16); COUNT] = table();
const BITS: [u64; 328] = bits();

// These three run in the compiler only: an index out of bounds would not build.
const fn code(at: usize) -> u16 {
    let b = PAIRS.as_bytes();
    (b[at] as u16 & 0x0F) << 12 | (b[at + 1] as u16 & 0x3F) << 6 | (b[at + 2] as u16 & 0x3F)
}

const fn table() -> [(u16, u16); COUNT] {
    let mut out = [(0, 0); COUNT];
    let mut i = 0;
    while i < COUNT {
        out[i] = (code(i * 6), code(i * 6 + 3));
        i += 1;
    }
    out
}

const fn bits() -> [u64; 328] {
    let mut out = [0; 328];
    let mut i = 0;
    while i < COUNT {
        let n = TABLE[i].0 as u32 - FIRST;
        out[(n / 64) as usize] |= 1 << (n % 64);
        i += 1;
    }
    out
}

/// The standard form of a traditional or variant character; `None` for any other.
pub fn simplified(c: char) -> Option<char> {
    let n = (c as u32).checked_sub(FIRST)?;
    if BITS.get((n / 64) as usize)? >> (n % 64) & 1 == 0 {
        return None;
    }
    let key = u16::try_from(c as u32).ok()?;
    let at = TABLE.binary_search_by_key(&key, |p| p.0).ok()?;
    char::from_u32(u32::from(TABLE.get(at)?.1))
}

/// All traditional characters of a text, except inside the words of `allowed` (such as a surname or a shop sign).
pub fn find(text: &str, allowed: &[&str]) -> Vec<Traditional> {
    let hit = |(at, c): (usize, char)| {
        let range = at..at + c.len_utf8();
        let plain = simplified(c)?;
        let known = allowed.iter().any(|word| inside(text, &range, word));
        (!known).then_some(Traditional { range, simplified: plain, certain: c != '於' })
    };
    text.char_indices().filter_map(hit).collect()
}

/// Whether the character at `range` is part of `word` where it stands.
fn inside(text: &str, range: &Range<usize>, word: &str) -> bool {
    let c = text.get(range.clone()).unwrap_or("");
    !c.is_empty()
        && word.match_indices(c).any(|(before, _)| {
            range.start.checked_sub(before).is_some_and(|from| text.get(from..).is_some_and(|t| t.starts_with(word)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_closed() {
        assert!(TABLE.windows(2).all(|w| w[0].0 < w[1].0));
        for (from, to) in TABLE {
            let (from, to) = (char::from_u32(from.into()).unwrap(), char::from_u32(to.into()).unwrap());
            assert_eq!(simplified(from), Some(to));
            assert_eq!(simplified(to), None, "{from}{to}");
        }
    }

    #[test]
    fn finds_outside_the_allowed_words() {
        let found = find("為民服务，鍾繇书法，於是", &["鍾繇"]);
        let plain: Vec<(char, bool)> = found.iter().map(|t| (t.simplified, t.certain)).collect();
        assert_eq!(plain, [('为', true), ('于', false)]);
        assert_eq!(found[0].range, 0..3);
        assert!(find("乾坤、瞭望、著作，。A🙂", &[]).is_empty());
    }
}
