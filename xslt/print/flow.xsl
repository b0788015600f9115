<?xml version="1.0" encoding="UTF-8"?>
<!-- How TEI's mixture of lines and blocks becomes paragraphs: runs of words between blocks are paragraphs of their own.
     Every element that no other template matches is drawn here by its kind (common/elements.xsl) and its style, so that
     no words are lost. A project may override print:style. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- draws the children of the context element as blocks; `attributes` go to each paragraph that is made of a run of words -->
  <xsl:template name="print:flow" as="node()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:param name="attributes" as="attribute()*" select="()"/>
    <xsl:param name="first" as="element()*" select="()"/>
    <xsl:variable name="owner" as="element()" select="."/>
    <xsl:variable name="runs" as="array(node())*">
      <xsl:for-each-group select="$nodes[not(self::comment() or self::processing-instruction())]" group-adjacent="print:apart(.)">
        <xsl:sequence select="array{ current-group() }"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:iterate select="$runs">
      <xsl:param name="drawn" as="node()*" select="()"/>
      <xsl:on-completion><xsl:sequence select="$drawn"/></xsl:on-completion>
      <xsl:variable name="run" as="node()*" select="?*"/>
      <xsl:variable name="words" as="node()*">
        <xsl:if test="not(print:apart($run[1])) and not(every $node in $run satisfies print:wordless($node))">
          <xsl:if test="position() eq 1"><xsl:sequence select="$first"/></xsl:if>
          <xsl:apply-templates select="$run" mode="print:inline"/>
          <xsl:if test="position() eq last()">
            <xsl:call-template name="print:notes-of"><xsl:with-param name="place" select="$owner"/></xsl:call-template>
          </xsl:if>
        </xsl:if>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="empty($words)">
          <xsl:variable name="blocks" as="node()*"><xsl:apply-templates select="$run[self::*]" mode="print:block"/></xsl:variable>
          <xsl:next-iteration><xsl:with-param name="drawn" select="$drawn, $blocks"/></xsl:next-iteration>
        </xsl:when>
        <!-- a mark or a full stop behind a block belongs to its last line, a full stop with a hair space before it: they are two words -->
        <xsl:when test="exists($drawn[self::*]) and not(print:speaks($words))">
          <xsl:variable name="space" as="text()?">
            <xsl:if test="$words[self::text()][normalize-space()]"><xsl:text>&#x200A;</xsl:text></xsl:if>
          </xsl:variable>
          <xsl:next-iteration><xsl:with-param name="drawn" select="print:with-end($drawn, ($space, $words))"/></xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="paragraph" as="element()">
            <p>
              <xsl:sequence select="$attributes"/>
              <xsl:if test="position() gt 1"><xsl:attribute name="flush" select="'true'"/></xsl:if>
              <xsl:sequence select="$words"/>
            </p>
          </xsl:variable>
          <xsl:next-iteration><xsl:with-param name="drawn" select="$drawn, $paragraph"/></xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:template>

  <!-- whether there are letters or figures in what is drawn, those of notes and signs aside -->
  <xsl:function name="print:speaks" as="xs:boolean">
    <xsl:param name="drawn" as="node()*"/>
    <xsl:sequence select="some $node in $drawn satisfies
      if ($node instance of text()) then matches($node, '[\p{L}\p{N}]')
      else if ($node[local-name() = ('source', 'editor', 'emendation', 'variants', 'mark', 'again', 'sign', 'page', 'anchor')]) then false()
      else print:speaks($node/node())"/>
  </xsl:function>

  <!-- returns drawn blocks with more at the end of their last line; a block of its own where they have no line -->
  <xsl:function name="print:with-end" as="node()*">
    <xsl:param name="drawn" as="node()*"/>
    <xsl:param name="more" as="node()*"/>
    <xsl:variable name="last" as="element()?" select="$drawn[self::*][last()]"/>
    <xsl:choose>
      <xsl:when test="empty($more)"><xsl:sequence select="$drawn"/></xsl:when>
      <xsl:when test="$last[local-name() = ('p', 'line', 'caption', 'quote', 'stanza', 'block', 'speech', 'list', 'item')]">
        <xsl:sequence select="$drawn[not(. is $last)]"/>
        <xsl:element name="{local-name($last)}" namespace="https://tei-edition.org/ns/book">
          <xsl:sequence select="$last/@*, if ($last[self::*:p or self::*:line or self::*:caption]) then ($last/node(), $more)
            else print:with-end($last/node(), $more)"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$drawn"/><p flush="true"><xsl:sequence select="$more"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whether a node is a block among others -->
  <xsl:function name="print:apart" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if (not($node instance of element()) or $node[self::tei:ref or self::tei:ptr]) then false()
      else if ($node/self::tei:note/parent::*[self::tei:cit or self::tei:quote]) then false()
      else el:kind($node) = ('block', 'hidden')"/>
  </xsl:function>

  <!-- whether nothing of a node can be seen in a line -->
  <xsl:function name="print:wordless" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node instance of text()) then not(normalize-space($node))
      else $node instance of element() and el:kind($node) = 'point' and not($node/self::tei:gap or $node/self::tei:space or $node/self::tei:ptr
        or $node/self::tei:figure)"/>
  </xsl:function>

  <!-- an element of the text among blocks: what holds blocks passes them on, what holds words is a paragraph -->
  <xsl:template match="*" mode="print:block" priority="-1" as="node()*">
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:index | tei:facsimile | tei:xenoData | tei:fsdDecl" mode="print:block print:inline" as="node()*"/>

  <!-- points among blocks: a page beginning has its own template; the rest has nothing to show there -->
  <xsl:template match="tei:anchor | tei:milestone | tei:handShift | tei:shift | tei:link | tei:linkGrp | tei:join | tei:joinGrp | tei:alt | tei:altGrp
    | tei:span | tei:spanGrp | tei:interp | tei:interpGrp | tei:timeline | tei:when | tei:certainty | tei:precision | tei:respons | tei:listTranspose
    | tei:substJoin | tei:witStart | tei:witEnd | tei:lacunaStart | tei:lacunaEnd | tei:addSpan | tei:delSpan | tei:damageSpan | tei:noteAnchor
    | tei:pause | tei:divGen" mode="print:block print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- wraps what is drawn of an element where its language changes -->
  <xsl:template name="print:in-language" as="node()*">
    <xsl:param name="body" as="node()*"/>
    <xsl:choose>
      <xsl:when test="@xml:lang and $body"><block xml:lang="{@xml:lang}"><xsl:sequence select="$body"/></block></xsl:when>
      <xsl:otherwise><xsl:sequence select="$body"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- an element within a line: its words, in its style and language, then the notes that hang on it -->
  <xsl:template match="*" mode="print:inline" priority="-1" as="node()*">
    <xsl:variable name="style" as="xs:string" select="print:style(.)"/>
    <xsl:call-template name="print:anchor"/>
    <xsl:choose>
      <xsl:when test="$style or @xml:lang">
        <span>
          <xsl:if test="$style"><xsl:attribute name="style" select="$style"/></xsl:if>
          <xsl:copy-of select="@xml:lang"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="#current"/></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- A block that stands where only a line can be (a paragraph in a title) is set in the line, with spaces round it.
       Not by el:kind, which would say of every other element anew what it is. -->
  <xsl:template match="tei:p | tei:ab | tei:l | tei:head | tei:item | tei:row | tei:cell | tei:speaker | tei:addrLine | tei:lg | tei:list | tei:table"
    mode="print:inline" priority="-0.4" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- the line breaks and spaces of the file are one space; there is none where a break divides a word -->
  <xsl:template match="text()" mode="print:inline" as="text()?">
    <xsl:variable name="words" as="xs:string" select="replace(., '[ \t\r\n]+', ' ')"/>
    <xsl:choose>
      <xsl:when test="not(contains($words, ' ')) or empty(key('print:joints', true()))"><xsl:value-of select="$words"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="begun" as="xs:string" select="if (starts-with($words, ' ') and print:joined-before(.)) then substring($words, 2) else $words"/>
        <xsl:value-of select="if (ends-with($begun, ' ') and print:joined-after(.)) then replace($begun, ' $', '') else $begun"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- breaks of the source's lines and pages that divide a word -->
  <xsl:key name="print:joints" match="*[@break = 'no']" use="true()"/>

  <!-- whether such a break comes next, before other words -->
  <xsl:function name="print:joined-after" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/following::node()[self::*[@break = 'no'] or self::tei:gap or self::text()[normalize-space()]][1][@break = 'no'])"/>
  </xsl:function>

  <!-- whether such a break comes right before a node -->
  <xsl:function name="print:joined-before" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/preceding::node()[self::*[@break = 'no'] or self::tei:gap or self::text()[normalize-space()]][1][@break = 'no'])"/>
  </xsl:function>

  <!-- whether a break ends a word -->
  <xsl:function name="print:parts" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="not($break/@break = 'no')
      and (empty(key('print:joints', true(), root($break))) or not(print:joined-after($break) or print:joined-before($break)))"/>
  </xsl:function>

  <!-- white space between the parts of a choice is the encoder's -->
  <xsl:template match="(tei:choice | tei:app | tei:subst)/text()[not(normalize-space())]" mode="print:inline" priority="1" as="text()?"/>

  <xsl:template match="text()" mode="print:block" as="text()?"/>

  <!-- element → style, for elements that are always set so -->
  <xsl:variable name="print:styles" as="map(xs:string, xs:string)" select="map{
    'emph': 'italic', 'foreign': 'italic', 'mentioned': 'italic', 'ex': 'italic', 'stage': 'italic', 'move': 'italic',
    'unclear': 'dotted', 'del': 'struck', 'roleDesc': 'italic', 'role': 'small-caps', 'docAuthor': 'small-caps' }"/>

  <!-- what @rend, @rendition and @style say, as patterns → style -->
  <xsl:variable name="print:renderings" as="map(xs:string, xs:string)" select="map{
    'italic|ital(\W|$)|(^|\W)it?(\W|$)|underline|(^|\W)und(\W|$)': 'italic', 'bold|(^|\W)b(\W|$)': 'bold',
    'small-?caps|smcap|(^|\W)sc(\W|$)': 'small-caps', 'super(script)?|(^|\W)sup(\W|$)': 'superscript',
    'sub(script)?(\W|$)': 'subscript', 'letter-?spac|spaced|gesperrt|letterspac': 'spaced', 'strike|line-through|struck': 'struck',
    'font-style:\s*normal|(^|\W)roman(\W|$)|(^|\W)upright(\W|$)': 'upright' }"/>

  <!-- returns the styles of an element within a line, separated by spaces; empty for none -->
  <xsl:function name="print:style" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rendered" as="xs:string" select="print:rendering($element)"/>
    <xsl:variable name="said" as="xs:string*" select="if ($rendered eq '') then ()
      else map:keys($print:renderings)[matches($rendered, ., 'i')] ! $print:renderings(.)"/>
    <xsl:variable name="usual" as="xs:string?" select="if ($element/self::tei:title) then print:title-style($element)
      else $print:styles(local-name($element))"/>
    <xsl:variable name="own" as="xs:string*" select="sort(distinct-values(if ($rendered eq '') then $usual ! tokenize(.) else $said))"/>
    <xsl:sequence select="string-join($own[not(. = $print:drawn) or print:may-be-lined($element, ., $own)], ' ')"/>
  </xsl:function>

  <!-- styles that draw a line along the words; a tagged PDF allows one at a time -->
  <xsl:variable name="print:drawn" as="xs:string+" select="('struck', 'dotted')"/>

  <xsl:function name="print:may-be-lined" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="own" as="xs:string*"/>
    <xsl:sequence select="not($style eq 'dotted' and $own = 'struck')
      and (every $outer in $element/ancestor::tei:*[ancestor::tei:text] satisfies not(tokenize(print:style($outer)) = $print:drawn))"/>
  </xsl:function>

  <!-- returns what the encoder says of an element's look, the renditions of the header read with it -->
  <xsl:function name="print:rendering" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not($element/(@rend, @rendition, @style))) then ''
      else string-join(($element/@rend, $element/@style,
        for $pointer in $element/@rendition/tokenize(.) return
          (if (starts-with($pointer, '#')) then key('id:by-id', substring($pointer, 2), root($element))[1]/string() else (), $pointer)[1]), ' ')"/>
  </xsl:function>

  <!-- A title is set in italics, one of an article or unpublished paper upright; not where quotation marks of the text
       single it out already. -->
  <xsl:function name="print:title-style" as="xs:string?">
    <xsl:param name="title" as="element(tei:title)"/>
    <xsl:sequence select="if ($title/@level = ('a', 'u') or el:opens-with-mark($title) or $title/ancestor::tei:title) then () else 'italic'"/>
  </xsl:function>

</xsl:stylesheet>
